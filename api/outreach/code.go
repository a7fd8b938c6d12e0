package outreach

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// crockford is Douglas Crockford's base32 alphabet (https://www.crockford.com/base32.html): no I, L, O
// or U, so that nobody has to ask whether a sign on a poster is a letter or a digit.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Lengths in characters, five bits each. A printed code has 40 random bits.
const (
	codeLength = 8                                   // printed and typed codes
	stepLength = 6                                   // of a live code
	tagLength  = 8                                   // of a live code
	liveLength = codeLength + stepLength + tagLength // id, step, tag
)

// Code is a code in its one canonical form, upper-case characters of Crockford's base32. Its shape tells its kind.
type Code string

// CodeKind is what a code is, by its shape alone; whether it is anybody's is for the registry and the secret to say.
type CodeKind int

// The kinds of codes.
const (
	NoCode      CodeKind = iota
	PrintedCode          // 8 characters, one of them a letter at least: posters, badges
	LiveCode             // 22 characters: the printed code, the step and the tag (live.go)
	TypedCode            // 8 digits: the screen's code for typing (typed.go)
)

// Kind tells the shape of a canonical code.
func (c Code) Kind() CodeKind {
	switch {
	case len(c) == liveLength:
		return LiveCode
	case len(c) != codeLength:
		return NoCode
	case strings.Trim(string(c), "0123456789") == "":
		return TypedCode
	}
	return PrintedCode
}

// ID is the printed code in it, which names presenter or seminar: all of a printed code, the beginning of a
// live one, "" of a typed one.
func (c Code) ID() Code {
	switch c.Kind() {
	case PrintedCode, LiveCode:
		return c[:codeLength]
	}
	return ""
}

// ParseCode reads a code of any kind as people type, paste or dictate it: any case, full-width letters of a
// Chinese keyboard, hyphens and spaces anywhere, punctuation around it, O for 0, I or L for 1.
func ParseCode(text string) (Code, bool) {
	const longestTyped = 128 // bytes; no code needs more even with a space after every full-width sign
	if len(text) > longestTyped {
		return "", false
	}
	text = strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	code := make([]byte, 0, liveLength)
	for _, r := range text {
		r = fold(r)
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			continue
		}
		if r > unicode.MaxASCII || strings.IndexByte(crockford, byte(r)) < 0 || len(code) == liveLength {
			return "", false
		}
		code = append(code, byte(r))
	}
	if Code(code).Kind() == NoCode {
		return "", false
	}
	return Code(code), true
}

// fold gives the character of the alphabet that r stands for, or r in upper case.
func fold(r rune) rune {
	if r >= '！' && r <= '～' { // full-width forms lie exactly 0xFEE0 above ASCII
		r -= 0xFEE0
	}
	if r >= 'a' && r <= 'z' { // ASCII only: unicode.ToUpper makes S of the long s
		r -= 'a' - 'A'
	}
	switch r {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	}
	return r
}

// NewCode draws a printed code from random. Eight digits are never one: they mean a typed code.
func NewCode(random io.Reader) (Code, error) {
	for {
		raw := make([]byte, codeLength)
		if _, err := io.ReadFull(random, raw); err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		for i, b := range raw {
			raw[i] = crockford[b%byte(len(crockford))] // 256 is a multiple of 32: every sign is equally likely
		}
		if code := Code(raw); code.Kind() == PrintedCode {
			return code, nil
		}
	}
}

// Print gives a printed or typed code in two groups of four, easier to read aloud and to copy: FR23-R1AV.
func (c Code) Print() string {
	if len(c) != codeLength {
		return string(c)
	}
	return string(c[:4]) + "-" + string(c[4:])
}

// base32 writes the low 5·digits bits of n, highest first.
func base32(n uint64, digits int) Code {
	text := make([]byte, digits)
	for i := range text {
		text[i] = crockford[n>>(5*(digits-1-i))&31]
	}
	return Code(text)
}

// number reads what base32 wrote; the code is canonical.
func (c Code) number() uint64 {
	n := uint64(0)
	for i := range len(c) {
		n = n<<5 | uint64(strings.IndexByte(crockford, c[i]))
	}
	return n
}
