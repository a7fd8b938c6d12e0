package poster

// Card is A6, for a badge holder or a table: the code, what we never ask, and where to compare.
func Card(face *Face, n Notice) (*Sheet, error) {
	const (
		edge, width  = 9.0, 87.0
		top, bottom  = 9.0, 148 - 9.0
		gap          = 2.5
		neverHeight  = 12.0
		verifyHeight = 22.0
		codeHeight   = 13.0
		headHeight   = 9.0
		leastSquare  = 35.0
		mostSquare   = 58.0
	)
	p := newPen(face, n, 105, 148)

	p.add(box{edge, top, width, headHeight, 2, jadeDeep()})
	p.write(n.text("poster.brand"), area{x: edge + 3, y: top + 1.8, width: width / 2, largest: 4.2, smallest: 3, most: 1, ink: white()})

	const titleTop, verify = top + headHeight + gap, bottom - verifyHeight
	const never = verify - gap - neverHeight
	const room = never - gap - codeHeight - gap - gap - titleTop // for heading and code
	y := titleTop + p.heading(n, edge, titleTop, width, room-leastSquare, 7, 3.2)
	side := min(titleTop+room-y, mostSquare)

	panel := y + gap
	panelHeight := never - gap - panel
	p.add(box{edge, panel, width, panelHeight, 2.5, jadeWash()})
	inner := panel + (panelHeight-side-codeHeight+1)/2
	p.qr(n.url, edge+3, inner, side)
	x, column := edge+6+side, width-9-side
	at := inner
	at += p.write(n.text("poster.scan"), area{x: x, y: at, width: column, largest: 3.8, smallest: 2.2, most: 3, ink: jadeDeep()})
	at += p.write(n.text("poster.type"), area{x: x, y: at + 1.5, width: column, largest: 2.8, smallest: 2, most: 4, ink: inkColour()}) + 1.5
	p.write(n.address(), area{x: x, y: at, width: column, largest: 3.2, smallest: 2, most: 3, ink: jade()})
	at = inner + side - 13
	at += p.write(n.text("poster.check_words"), area{x: x, y: at, width: column, largest: 2.6, smallest: 1.8, most: 1, ink: quiet()})
	for _, word := range n.CheckWords {
		at += p.write(word, area{x: x, y: at, width: column, largest: 4, smallest: 2.2, most: 1, ink: jadeDeep()})
	}
	p.write(n.Code.Print(), area{x: edge, y: inner + side + 0.5, width: width, largest: 10.5, smallest: 6, most: 1, ink: jadeDeep(), align: centre})

	p.panel(n.text("poster.never"), edge, never, width, neverHeight, 3, 2, amberWash(), amber())

	y = verify
	y += p.write(n.text("poster.verify"), area{x: edge, y: y, width: width, largest: 2.9, smallest: 2, most: 1, ink: inkColour()})
	y += p.write(n.check(), area{x: edge, y: y, width: width, largest: 6.4, smallest: 3, most: 1, ink: jade()})
	p.write(n.text("presenter.not_proven"), area{x: edge, y: y + 0.5, width: width, largest: 2.7, smallest: 2, most: 2, ink: quiet()})
	return p.Sheet, p.err
}
