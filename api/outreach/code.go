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

// codeLength is that of a printed code: 8 characters, 40 random bits.
const codeLength = 8

// Code is a printed code in its one canonical form: 8 upper-case characters of Crockford's base32.
type Code string

// ParseCode reads a code as people type, paste or dictate it: any case, full-width letters of a Chinese
// keyboard, hyphens and spaces anywhere, punctuation around it, O for 0, I or L for 1.
func ParseCode(text string) (Code, bool) {
	const longestTyped = 64 // bytes; no code needs more even with a space after every full-width sign
	if len(text) > longestTyped {
		return "", false
	}
	text = strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	code := make([]byte, 0, codeLength)
	for _, r := range text {
		r = fold(r)
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			continue
		}
		if r > unicode.MaxASCII || strings.IndexByte(crockford, byte(r)) < 0 || len(code) == codeLength {
			return "", false
		}
		code = append(code, byte(r))
	}
	return Code(code), len(code) == codeLength
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

// NewCode draws a printed code from random: never digits alone, which are a typed code.
func NewCode(random io.Reader) (Code, error) {
	for {
		raw := make([]byte, codeLength)
		if _, err := io.ReadFull(random, raw); err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		for i, b := range raw {
			raw[i] = crockford[b%byte(len(crockford))] // 256 is a multiple of 32: every sign is equally likely
		}
		if code := Code(raw); !code.allDigits() {
			return code, nil
		}
	}
}

// allDigits says whether the code could be a typed one. A printed code never is.
func (c Code) allDigits() bool { return strings.Trim(string(c), "0123456789") == "" }

// Print gives the code in two groups of four, easier to read aloud and to copy: FR23-R1AV.
func (c Code) Print() string {
	if len(c) != codeLength {
		return string(c)
	}
	return string(c[:4]) + "-" + string(c[4:])
}
