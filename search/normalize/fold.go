package normalize

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form under which index and query compare s. Two texts that mean the same words fold to the same string,
// whatever the script, width, case or region.
//
// First each code point by itself: NFKD, combining marks and invisible format characters dropped, NFKC, lower case,
// chars and variants tables. Then the words table over the result: at each place from the left the longest word wins.
// Nothing depends on what stands around a character except that last step, so that the same few lines of JavaScript agree.
func Fold(s string) string {
	return fold(s).Text
}

// Folded is a folded text that remembers where its parts came from.
type Folded struct {
	Text string
	// from and to hold, for each byte of Text, the bytes of the original that it came from: original[from[i]:to[i]].
	from, to []int
}

// FoldWithOffsets folds s and keeps the way back to it, for highlighting.
func FoldWithOffsets(s string) Folded {
	return fold(s)
}

// Original returns the range of bytes of the original text for the range start to end of bytes of Text. A word that was
// replaced belongs together: the range covers all of it. Positions outside Text are cut to it.
func (f Folded) Original(start, end int) (from, to int) {
	start, end = max(start, 0), min(end, len(f.Text))
	if start >= end {
		return 0, 0
	}
	return f.from[start], f.to[end-1]
}

// piece is a folded rune with its range of bytes in the original.
type piece struct {
	r        rune
	from, to int
}

func fold(s string) Folded {
	t := loaded()
	pieces := make([]piece, 0, len(s))
	for at, r := range s {
		width := len(string(r))
		if r == unicode.ReplacementChar && !strings.HasPrefix(s[at:], string(r)) {
			width = 1 // a byte that is no UTF-8
		}
		for _, folded := range t.foldRune(r) {
			pieces = append(pieces, piece{r: folded, from: at, to: at + width})
		}
	}
	return t.foldWords(pieces)
}

// foldRune folds one code point by itself.
func (t *tables) foldRune(r rune) []rune {
	if r < 0x80 {
		return []rune{unicode.ToLower(r)}
	}
	if 0x4E00 <= r && r <= 0x9FFF { // the unified ideographs decompose into nothing: most of what is folded
		if to, ok := t.chars[r]; ok {
			r = to
		}
		return []rune{r}
	}
	bare := strings.Map(func(part rune) rune {
		if unicode.In(part, unicode.M, unicode.Cf) {
			return -1
		}
		return part
	}, norm.NFKD.String(string(r)))
	folded := []rune(norm.NFKC.String(bare))
	for i, part := range folded {
		lower := unicode.ToLower(part)
		if to, ok := t.chars[lower]; ok {
			lower = to
		}
		folded[i] = lower
	}
	return folded
}

// foldWords replaces the words of the table, the longest first at each place, from left to right.
func (t *tables) foldWords(pieces []piece) Folded {
	var text strings.Builder
	out := Folded{from: make([]int, 0, 3*len(pieces)), to: make([]int, 0, 3*len(pieces))}
	write := func(s string, from, to int) {
		text.WriteString(s)
		for range len(s) {
			out.from = append(out.from, from)
			out.to = append(out.to, to)
		}
	}
	runes := make([]rune, len(pieces))
	for i, p := range pieces {
		runes[i] = p.r
	}
	for at := 0; at < len(pieces); {
		length, word := t.wordAt(runes[at:])
		if length == 0 {
			write(string(pieces[at].r), pieces[at].from, pieces[at].to)
			at++
			continue
		}
		write(word, pieces[at].from, pieces[at+length-1].to)
		at += length
	}
	out.Text = text.String()
	return out
}

// wordAt returns the length in runes of the longest known word at the start of runes and what it counts as, or zero.
func (t *tables) wordAt(runes []rune) (int, string) {
	if len(runes) == 0 || !unicode.Is(unicode.Han, runes[0]) {
		return 0, ""
	}
	for length := min(t.longest, len(runes)); length > 0; length-- {
		if to, ok := t.words[string(runes[:length])]; ok {
			return length, to
		}
	}
	return 0, ""
}
