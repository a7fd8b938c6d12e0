package poster

// Sheet is one printed page. Lengths are in millimetres from its upper left corner.
type Sheet struct {
	Width, Height float64
	Title         string // for the document's properties
	Lang          string // BCP 47
	marks         []mark
}

// mark is a shape or a run of words on a sheet.
type mark interface{ isMark() }

// box is a filled rectangle with corners of a radius, 0 for sharp ones.
type box struct {
	x, y, width, height, radius float64
	ink                         ink
}

// rule is a line from one point to another; dashed ones are for cutting along.
type rule struct {
	x1, y1, x2, y2, width float64
	dashed                bool
	ink                   ink
}

// words is one line of text; y is its baseline, size the height of its em.
type words struct {
	x, y, size float64
	text       string
	ink        ink
}

// modules are the dark squares of a QR code: runs of a row, drawn as one shape so that no hairline shows between.
type modules struct {
	x, y, side float64 // of one module
	runs       []run
}

// run is dark modules side by side, counted from the upper left.
type run struct{ column, row, length int }

func (box) isMark()     {}
func (rule) isMark()    {}
func (words) isMark()   {}
func (modules) isMark() {}

func (s *Sheet) add(m mark) { s.marks = append(s.marks, m) }

// ink is a colour of site/assets/css/tokens.css (a test holds them together), and black for what a camera reads.
type ink struct{ red, green, blue uint8 }

func black() ink     { return ink{0, 0, 0} }
func white() ink     { return ink{0xff, 0xff, 0xff} }
func inkColour() ink { return ink{0x1b, 0x26, 0x25} }
func quiet() ink     { return ink{0x41, 0x50, 0x4d} }
func line() ink      { return ink{0xd8, 0xd0, 0xc0} }
func jade() ink      { return ink{0x07, 0x50, 0x4a} }
func jadeDeep() ink  { return ink{0x05, 0x3b, 0x37} }
func jadeWash() ink  { return ink{0xe3, 0xef, 0xea} }
func amber() ink     { return ink{0x5c, 0x3d, 0x00} }
func amberWash() ink { return ink{0xfb, 0xee, 0xcb} }
