package poster

// A4 is the poster of a hall: what it is, the code to scan and to type, what we never ask, and how to find out
// whether the poster is ours.
func A4(face *Face, n Notice) (*Sheet, error) {
	const (
		edge, width  = 14.0, 182.0
		top, bottom  = 12.0, 297 - 12.0
		gap          = 5.0
		padding      = 7.0
		headHeight   = 18.0
		neverHeight  = 19.0
		verifyHeight = 36.0
		codeHeight   = 30.0
		leastSquare  = 82.0 // read from a metre away
		mostSquare   = 104.0
	)
	p := newPen(face, n, 210, 297)

	p.add(box{edge, top, width, headHeight, 4, jadeDeep()})
	p.write(n.text("poster.brand"), area{x: edge + padding, y: top + 3.4, width: width / 2, largest: 8.5, smallest: 5, most: 1, ink: white()})
	p.write(n.text("poster.kind"), area{x: edge + width/2, y: top + 5.4, width: width/2 - padding, largest: 5.5, smallest: 3, most: 1, ink: white(), align: right})

	// The code gets all the room that the heading leaves, and never less than leastSquare.
	const titleTop, verify = top + headHeight + gap, bottom - verifyHeight
	const never = verify - gap - neverHeight
	const room = never - gap - codeHeight - padding - gap - titleTop // for heading and code
	y := titleTop + p.heading(n, edge, titleTop, width, room-leastSquare, 15, 6.2)
	side := min(titleTop+room-y, mostSquare)

	panel := y + gap
	panelHeight := never - gap - panel
	p.add(box{edge, panel, width, panelHeight, 4, jadeWash()})
	inner := panel + (panelHeight-codeHeight-side+padding)/2
	p.qr(n.url, edge+padding, inner, side)
	p.beside(n, edge+2*padding+side, inner, width-3*padding-side, side)
	p.write(n.Code.Print(), area{x: edge, y: inner + side, width: width, largest: 24, smallest: 10, most: 1, ink: jadeDeep(), align: centre})

	p.panel(n.text("poster.never"), edge, never, width, neverHeight, padding, 2, amberWash(), amber())

	p.add(rule{edge, verify, edge + width, verify, 0.4, false, line()})
	y = verify + 3
	y += p.write(n.text("poster.verify"), area{x: edge, y: y, width: width, largest: 5.2, smallest: 3.6, most: 1, ink: inkColour()})
	y += p.write(n.check(), area{x: edge, y: y, width: width, largest: 13, smallest: 5, most: 1, ink: jade()})
	p.write(n.text("presenter.not_proven"), area{x: edge, y: y + 1, width: width, largest: 4.6, smallest: 3.4, most: 2, ink: quiet()})
	return p.Sheet, p.err
}

// beside fills the column beside the QR: what to do with it, what to type instead, and the check words.
func (p *pen) beside(n Notice, x, y, width, height float64) {
	const wordsHeight, chip = 34.0, 9.5
	bottom := y + height
	y += p.write(n.text("poster.scan"), area{x: x, y: y, width: width, largest: 6.6, smallest: 4, most: 2, ink: jadeDeep()})
	y += p.write(n.text("poster.press"), area{x: x, y: y, width: width, largest: 4.4, smallest: 3, most: 3, ink: inkColour()}) + 2
	y += p.write(n.text("poster.type"), area{x: x, y: y, width: width, largest: 4.4, smallest: 3, most: 3, ink: inkColour()})
	p.write(n.address(), area{x: x, y: y, width: width, largest: 6, smallest: 3.6, most: 2, ink: jade()})

	y = bottom - wordsHeight
	p.add(rule{x, y, x + width, y, 0.4, false, jade()})
	y += 2
	y += p.write(n.text("poster.check_words"), area{x: x, y: y, width: width, largest: 4.2, smallest: 3, most: 1, ink: quiet()}) + 1
	half := (width - 3) / 2
	for i, word := range n.CheckWords {
		p.panel(word, x+float64(i)*(half+3), y, half, chip, 2.5, 1, white(), jadeDeep())
	}
	p.write(n.text("poster.check_words_say"), area{x: x, y: y + chip + 2, width: width, largest: 3.6, smallest: 2.8, most: 4, ink: quiet()})
}
