package poster

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is the one font of all sheets. It is not safe for use by several goroutines.
type Face struct {
	raw    []byte
	font   *sfnt.Font
	em     fixed.Int26_6 // glyphs are read at one pixel a unit, so that nothing is rounded
	buffer sfnt.Buffer
}

// NewFace reads a TrueType font.
func NewFace(raw []byte) (*Face, error) {
	parsed, err := sfnt.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	return &Face{raw: raw, font: parsed, em: fixed.I(int(parsed.UnitsPerEm()))}, nil
}

// check fails for a character that would be printed as an empty box.
func (f *Face) check(text string) error {
	for _, r := range text {
		if glyph, err := f.font.GlyphIndex(&f.buffer, r); err != nil || glyph == 0 || unicode.IsControl(r) {
			return fmt.Errorf("the font has no character %q (U+%04X), which is in %q: write it another way", r, r, text)
		}
	}
	return nil
}

// width is that of a line of text, in millimetres at a size in millimetres.
func (f *Face) width(text string, size float64) float64 {
	var sum fixed.Int26_6
	for _, r := range text {
		sum += f.advance(r)
	}
	return float64(sum) / float64(f.em) * size
}

func (f *Face) advance(r rune) fixed.Int26_6 {
	glyph, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		return f.em
	}
	advance, err := f.font.GlyphAdvance(&f.buffer, glyph, f.em, font.HintingNone)
	if err != nil {
		return f.em
	}
	return advance
}

// outline is a glyph as an SVG path in units of the font, y downwards.
func (f *Face) outline(r rune) (string, error) {
	glyph, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		return "", err
	}
	segments, err := f.font.LoadGlyph(&f.buffer, glyph, f.em, nil)
	if err != nil {
		return "", err
	}
	var path strings.Builder
	for i, s := range segments {
		name, points := "M", 1
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.WriteByte('Z')
			}
		case sfnt.SegmentOpLineTo:
			name = "L"
		case sfnt.SegmentOpQuadTo:
			name, points = "Q", 2
		case sfnt.SegmentOpCubeTo:
			name, points = "C", 3
		}
		path.WriteString(name)
		for j, p := range s.Args[:points] {
			if j > 0 {
				path.WriteByte(' ')
			}
			fmt.Fprintf(&path, "%s %s", number(float64(p.X)/64), number(float64(p.Y)/64))
		}
	}
	if path.Len() > 0 {
		path.WriteByte('Z')
	}
	return path.String(), nil
}
