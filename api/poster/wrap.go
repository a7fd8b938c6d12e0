package poster

import (
	"fmt"
	"strings"
	"unicode"
)

// lines breaks a text into lines no wider than width; false when a single word is wider. Chinese breaks between any
// two characters, except that no line begins with a closing mark or ends with an opening one.
func (f *Face) lines(text string, size, width float64) ([]string, bool) {
	var lines []string
	current := ""
	for _, word := range unbreakable(text) {
		longer := current + word
		if current != "" && f.width(strings.TrimRight(longer, " "), size) > width {
			lines = append(lines, strings.TrimRight(current, " "))
			longer = strings.TrimLeft(word, " ")
		}
		if f.width(strings.TrimRight(longer, " "), size) > width {
			return nil, false
		}
		current = longer
	}
	return append(lines, strings.TrimRight(current, " ")), true
}

// mayBreak is a place where a line may end; it is not drawn.
const mayBreak = '\u200b'

// unbreakable cuts a text where a line may end: behind a space, beside a Chinese character, and at mayBreak.
func unbreakable(text string) []string {
	var words []string
	var before rune
	for _, r := range text {
		if r == mayBreak {
			words = append(words, "")
			continue
		}
		joined := before == 0 || r == ' ' ||
			!wide(before) && !wide(r) && before != ' ' ||
			strings.ContainsRune("，。、；：？！）」』》】〉”’…—·,.;:?!)%", r) ||
			strings.ContainsRune("（「『《【〈“‘(", before)
		if len(words) > 0 && (joined || words[len(words)-1] == "") {
			words[len(words)-1] += string(r)
		} else {
			words = append(words, string(r))
		}
		before = r
	}
	return words
}

func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}

// straightQuotes is for English: the font draws curly quotes as wide as a Chinese character.
func straightQuotes(text string) string {
	return strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`).Replace(text)
}

// block is text that was fitted into a rectangle.
type block struct {
	lines []string
	size  float64
}

// leading is from baseline to baseline, in sizes.
const leading = 1.32

func (b block) height() float64 { return float64(len(b.lines)) * b.size * leading }

// fit sets the text in at most most lines of the width, between the largest and the smallest size, and evens the
// lines out. Fewer lines are better as long as the letters keep four fifths of the largest size. It fails when
// even the smallest is too large.
func (f *Face) fit(text string, width, largest, smallest float64, most int) (block, error) {
	if err := f.check(strings.ReplaceAll(text, string(mayBreak), "")); err != nil {
		return block{}, err
	}
	for few := 1; few <= most; few++ {
		least := max(smallest, largest*0.8)
		if few == most {
			least = smallest
		}
		const step = 0.1 // mm: nobody sees less
		for size := largest; size > least-step/2; size -= step {
			if lines, ok := f.lines(text, size, width); ok && len(lines) <= few {
				return block{f.even(text, lines, size, width), size}, nil
			}
		}
	}
	return block{}, fmt.Errorf("%q does not fit into %d lines of %.0f mm: shorten it", text, most, width)
}

// cut shortens a text with an ellipsis until it stands in most lines of the width.
func (f *Face) cut(text string, size, width float64, most int) string {
	signs := []rune(text)
	for n := len(signs); n > 0; n-- {
		short := strings.TrimRight(string(signs[:n]), " ，、：") + "…"
		if lines, ok := f.lines(short, size, width); ok && len(lines) <= most {
			return short
		}
	}
	return ""
}

// even breaks a text again into the same number of lines, of nearly the same width.
func (f *Face) even(text string, lines []string, size, width float64) []string {
	narrow := width / 2
	for width-narrow > 0.5 {
		middle := (narrow + width) / 2
		if tried, ok := f.lines(text, size, middle); ok && len(tried) == len(lines) {
			lines, width = tried, middle
		} else {
			narrow = middle
		}
	}
	return lines
}
