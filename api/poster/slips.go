package poster

import (
	"strconv"

	"fangzha/api/outreach"
)

// SlipsPerSheet are the slips of one A4 sheet.
const (
	SlipsPerSheet = columns * rows
	columns, rows = 3, 8
)

// Slips is the nth sheet of numbered slips, 1 for the first; slip makes the slip of a number.
func Slips(face *Face, n Notice, sheet int, slip func(number int) outreach.SlipID) (*Sheet, error) {
	const (
		edge, width = 9.0, 192.0
		top         = 9.0
		head        = 33.0 // height of the organiser's part
		slipWidth   = width / columns
		slipHeight  = (297 - 9 - top - head) / rows
	)
	p := newPen(face, n, 210, 297)
	first := (sheet-1)*SlipsPerSheet + 1
	numbers := map[string]string{"sheet": strconv.Itoa(sheet), "first": strconv.Itoa(first), "last": strconv.Itoa(first + SlipsPerSheet - 1)}

	p.qr(n.url, edge, top, 29)
	const x, beside, corner = edge + 32, width - 32, 52.0
	p.write(n.say("poster.slips_sheet", numbers), area{x: edge + width - corner, y: top + 1, width: corner, largest: 4, smallest: 2.4, most: 1, ink: jade(), align: right})
	p.write(n.Code.Print(), area{x: edge + width - corner, y: top + 7, width: corner, largest: 6, smallest: 4, most: 1, ink: black(), align: right})
	y := top + 1
	y += p.write(n.text("poster.slips"), area{x: x, y: y, width: beside - corner, largest: 6, smallest: 3.6, most: 1, ink: jadeDeep()})
	y += p.write(n.Title, area{x: x, y: y, width: beside - corner, largest: 4.6, smallest: 2.6, most: 2, ink: inkColour(), cut: true})
	p.write(n.text("poster.slips_how"), area{x: x, y: y + 0.5, width: beside, largest: 3.6, smallest: 2.6, most: 2, ink: quiet()})

	for i := range SlipsPerSheet {
		x := edge + float64(i%columns)*slipWidth
		y := top + head + float64(i/columns)*slipHeight
		p.slip(n, x, y, slipWidth, first+i, slip(first+i))
	}
	for row := range rows + 1 {
		y := top + head + float64(row)*slipHeight
		p.add(rule{edge, y, edge + width, y, 0.2, true, quiet()})
	}
	for column := range columns + 1 {
		x := edge + float64(column)*slipWidth
		p.add(rule{x, top + head, x, top + head + rows*slipHeight, 0.2, true, quiet()})
	}
	return p.Sheet, p.err
}

// slip draws one slip; its left and upper edges are where it is cut.
func (p *pen) slip(n Notice, x, y, width float64, number int, id outreach.SlipID) {
	const padding = 3.0
	x, width = x+padding, width-2*padding
	y += 2.5
	p.write(n.say("poster.slip_number", map[string]string{"number": strconv.Itoa(number)}),
		area{x: x + width/2, y: y, width: width / 2, largest: 3.4, smallest: 2, most: 1, ink: jade(), align: right})
	y += p.write(n.text("poster.brand"), area{x: x, y: y, width: width / 2, largest: 3.4, smallest: 2, most: 1, ink: jadeDeep()})
	y += p.write(n.Title, area{x: x, y: y, width: width, largest: 3, smallest: 2.2, most: 2, ink: inkColour(), cut: true})
	y += p.write(id.Print(), area{x: x, y: y, width: width, largest: 7.5, smallest: 5, most: 1, ink: black(), align: centre})
	p.write(n.text("poster.slip_hand_in"), area{x: x, y: y, width: width, largest: 2.8, smallest: 2, most: 1, ink: quiet(), align: centre})
}
