package poster

import "fmt"

// pen draws on one sheet. After the first error it draws nothing more; the layout looks at err once, at its end.
type pen struct {
	*Sheet
	face *Face
	err  error
}

func newPen(face *Face, n Notice, width, height float64) *pen {
	return &pen{Sheet: &Sheet{Width: width, Height: height, Title: n.Title, Lang: n.language()}, face: face}
}

// area is where text goes: its upper left corner, how wide it may be, and how large.
type area struct {
	x, y, width       float64
	largest, smallest float64 // size of the text
	most              int     // lines
	ink               ink
	align             align
	cut               bool // end with an ellipsis what does not fit, instead of failing
}

type align int

const (
	left align = iota
	centre
	right
)

// fit breaks the text for the area, without drawing it.
func (p *pen) fit(text string, a area) block {
	if p.err != nil {
		return block{}
	}
	if p.Lang == "en" {
		text = straightQuotes(text)
	}
	b, err := p.face.fit(text, a.width, a.largest, a.smallest, a.most)
	if err != nil && a.cut {
		b, err = p.face.fit(p.face.cut(text, a.smallest, a.width, a.most), a.width, a.smallest, a.smallest, a.most)
	}
	if err != nil {
		p.err = err
	}
	return b
}

// write fits the text into the area and returns the height it took.
func (p *pen) write(text string, a area) float64 {
	b := p.fit(text, a)
	for i, line := range b.lines {
		x := a.x
		switch a.align {
		case centre:
			x += (a.width - p.face.width(line, b.size)) / 2
		case right:
			x += a.width - p.face.width(line, b.size)
		}
		const ascent = 0.88 + (leading-1)/2 // Chinese characters stand from 0.88 above the baseline to 0.12 below it
		p.add(words{x, a.y + b.size*(ascent+float64(i)*leading), b.size, line, a.ink})
	}
	return b.height()
}

// panel draws a coloured box with a text of at most most lines in its middle.
func (p *pen) panel(text string, x, y, width, height, padding float64, most int, ground, letters ink) {
	p.add(box{x, y, width, height, padding / 2, ground})
	a := area{x: x + padding, width: width - 2*padding, largest: height / (float64(most) * leading), smallest: height / 6, most: most, ink: letters, align: centre}
	a.y = y + (height-p.fit(text, a).height())/2
	p.write(text, a)
}

// qr draws the code of a text in a white square.
func (p *pen) qr(text string, x, y, side float64) {
	if p.err != nil {
		return
	}
	m, err := code(text, x, y, side)
	if err != nil {
		p.err = err
		return
	}
	p.add(box{x, y, side, side, 2, white()})
	p.add(m)
}

// heading writes the title and the details under it, and returns their height. Both start at the sizes given and
// get smaller until they stand in the height.
func (p *pen) heading(n Notice, x, y, width, height, title, detail float64) float64 {
	const least = 0.45 // of the sizes: smaller is no heading any more
	for scale := 1.0; scale >= least && p.err == nil; scale -= 0.05 {
		areas := []area{{x: x, y: y, width: width, largest: title * scale, smallest: title * least, most: 4, ink: jadeDeep()}}
		texts := append([]string{n.Title}, n.Details...)
		for range n.Details {
			areas = append(areas, area{x: x, width: width, largest: detail * scale, smallest: detail * least, most: 2, ink: inkColour()})
		}
		total := 0.0
		for i := range areas {
			areas[i].y = y + total
			total += p.fit(texts[i], areas[i]).height()
		}
		if total > height {
			continue
		}
		for i := range areas {
			p.write(texts[i], areas[i])
		}
		return total
	}
	if p.err == nil {
		p.err = fmt.Errorf("%q and what stands under it are too long for a sheet of %.0f by %.0f mm: shorten them", n.Title, p.Width, p.Height)
	}
	return 0
}
