package poster

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteSVG writes a sheet in millimetres with its letters as outlines. Each letter is kept once and used by
// reference, in the form of SVG 1.1 that old programs of print shops read too.
func WriteSVG(w io.Writer, face *Face, s *Sheet) error {
	var letters, body strings.Builder
	kept := map[rune]bool{}
	for _, m := range s.marks {
		switch m := m.(type) {
		case box:
			fmt.Fprintf(&body, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s" fill="%s"/>`+"\n",
				number(m.x), number(m.y), number(m.width), number(m.height), number(m.radius), m.ink)
		case rule:
			dashes := ""
			if m.dashed {
				dashes = ` stroke-dasharray="1.5 1.5"`
			}
			fmt.Fprintf(&body, `<path d="M%s %sL%s %s" fill="none" stroke="%s" stroke-width="%s"%s/>`+"\n",
				number(m.x1), number(m.y1), number(m.x2), number(m.y2), m.ink, number(m.width), dashes)
		case modules:
			body.WriteString(`<path fill="#000000" d="`)
			for _, r := range m.runs {
				fmt.Fprintf(&body, "M%s %sh%sv%sh-%sz", number(m.x+float64(r.column)*m.side), number(m.y+float64(r.row)*m.side),
					number(float64(r.length)*m.side), number(m.side), number(float64(r.length)*m.side))
			}
			body.WriteString("\"/>\n")
		case words:
			if err := writeLetters(&letters, &body, face, m, kept); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="%[1]smm" height="%[2]smm" viewBox="0 0 %[1]s %[2]s" xml:lang="%[3]s">
<title>%[4]s</title>
<defs>
%[5]s</defs>
<rect width="%[1]s" height="%[2]s" fill="#ffffff"/>
%[6]s</svg>
`, number(s.Width), number(s.Height), escape(s.Lang), escape(s.Title), letters.String(), body.String())
	return err
}

// writeLetters adds one line: its words as a description, its letters as shapes.
func writeLetters(letters, body *strings.Builder, face *Face, m words, kept map[rune]bool) error {
	scale := m.size / float64(face.font.UnitsPerEm())
	fmt.Fprintf(body, `<g fill="%s" transform="translate(%s %s) scale(%s)"><desc>%s</desc>`,
		m.ink, number(m.x), number(m.y), strconv.FormatFloat(scale, 'f', 7, 64), escape(m.text))
	at := 0.0
	for _, r := range m.text {
		if !kept[r] {
			kept[r] = true
			outline, err := face.outline(r)
			if err != nil {
				return fmt.Errorf("draw %q: %w", r, err)
			}
			fmt.Fprintf(letters, "<path id=\"u%x\" d=\"%s\"/>\n", r, outline)
		}
		if r != ' ' {
			fmt.Fprintf(body, `<use xlink:href="#u%x" x="%s"/>`, r, number(at))
		}
		at += float64(face.advance(r)) / 64
	}
	body.WriteString("</g>\n")
	return nil
}

// number writes a length with a precision of a thousandth.
func number(n float64) string {
	text := strconv.FormatFloat(n, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func escape(text string) string {
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text)) // a strings.Builder takes everything
	return escaped.String()
}

// String is the colour as CSS and SVG write it.
func (i ink) String() string { return fmt.Sprintf("#%02x%02x%02x", i.red, i.green, i.blue) }
