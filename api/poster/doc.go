// Package poster draws what is printed: the A4 poster and the A6 card of a seminar or a presenter, and the sheets
// of numbered slips for people without a phone.
//
// A Sheet is a list of marks in millimetres. Three layouts make one (a4.go, card.go, slips.go) and two writers
// put it on paper: pdf.go with an embedded subset of the font, so that the words can be searched and read aloud;
// svg.go with letters as outlines, so that a print shop needs no font. Both measure with the same Face, so that
// they agree about every line. Nothing is drawn within 9 mm of an edge: any printer prints it, and no print shop
// needs a bleed.
//
// The package imports the domain, the PDF and QR libraries and the reader of fonts; it reads no file and knows no
// secret. Read notice.go for what it is given, a4.go for a layout.
package poster
