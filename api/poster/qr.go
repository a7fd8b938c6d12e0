package poster

import (
	"fmt"

	"rsc.io/qr"
)

// quietZone is the white border that ISO/IEC 18004 asks for, in modules.
const quietZone = 4

// code makes the QR of a text at x, y; side is that of the whole square with its quiet zone. It has the fewest
// modules that hold the text at level M, and then the highest level for which they suffice: a poster gets torn.
func code(text string, x, y, side float64) (modules, error) {
	smallest, err := qr.Encode(text, qr.M)
	if err != nil {
		return modules{}, fmt.Errorf("make the QR of %s: %w", text, err)
	}
	best := smallest
	for _, level := range []qr.Level{qr.H, qr.Q} {
		if c, err := qr.Encode(text, level); err == nil && c.Size == smallest.Size {
			best = c
			break
		}
	}
	m := modules{x: x, y: y, side: side / float64(best.Size+2*quietZone)}
	m.x += quietZone * m.side
	m.y += quietZone * m.side
	for row := range best.Size {
		for column := 0; column < best.Size; column++ {
			begin := column
			for column < best.Size && best.Black(column, row) {
				column++
			}
			if column > begin {
				m.runs = append(m.runs, run{begin, row, column - begin})
			}
		}
	}
	return m, nil
}
