package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fangzha/search/normalize"
)

// original is a text of a page, made ready for marking.
type original struct {
	text   string
	folded normalize.Folded
	pieces []textRange // of folded.Text
}

func newOriginal(text string) original {
	folded := normalize.FoldWithOffsets(text)
	return original{text, folded, pieces(folded.Text)}
}

// marker marks what stands in a reader's text too.
type marker struct {
	text  string // folded
	typed map[string]bool
}

func newMarker(folded string) marker { return marker{folded, grams(folded)} }

// segments cuts an original into what stands in the reader's text too and what does not. Chinese matches by pairs of
// characters, or by the one character of a text that has only one; other scripts by words.
func (m marker) segments(o original) []Segment {
	original, folded := o.text, o.folded
	marked := make([]bool, len(original))
	for _, piece := range o.pieces {
		if !matches(folded.Text[piece.start:piece.end], m.text, m.typed) {
			continue
		}
		from, to := folded.Original(piece.start, piece.end)
		for at := from; at < to; at++ {
			marked[at] = true
		}
	}
	var out []Segment
	for at := 0; at < len(original); {
		end := at + 1
		for end < len(original) && marked[end] == marked[at] {
			end++
		}
		out = append(out, Segment{Text: original[at:end], Hit: marked[at]})
		at = end
	}
	return out
}

// textRange is a range of bytes.
type textRange struct{ start, end int }

// pieces cuts a folded text into overlapping pairs of Chinese characters, single Chinese characters, and words of other scripts.
func pieces(text string) []textRange {
	var found []textRange
	word, before := -1, -1 // where the word, and the Chinese character before, began
	for at, r := range text {
		if isHan(r) {
			if word >= 0 {
				found = append(found, textRange{word, at})
			}
			end := at + utf8.RuneLen(r)
			found = append(found, textRange{at, end})
			if before >= 0 {
				found = append(found, textRange{before, end})
			}
			word, before = -1, at
			continue
		}
		before = -1
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case letter && word < 0:
			word = at
		case !letter && word >= 0:
			found = append(found, textRange{word, at})
			word = -1
		}
	}
	if word >= 0 {
		found = append(found, textRange{word, len(text)})
	}
	return found
}

// matches: the piece stands in the text, whose grams are typed, and says something.
func matches(piece, text string, typed map[string]bool) bool {
	if !hasHan(piece) {
		return utf8.RuneCountInString(piece) > 2 && typed[stem(piece)]
	}
	return piece == text || typed[piece]
}

// fillers are characters that stand in every story. A pair of two of them says nothing.
const fillers = "的了是我你他她它在和就都也把被要让叫说有不会给跟对这那个一人们去来到又还很再先后以可能吗吧呢啊么没为之与或及"

// commonWords are the English words that do the same.
const commonWords = " the and that this with from for you your they them their she her his him was were are has have had not but all any can will would what when who how then said says tell told ask asked asks get got out our its into been about there "

func isFiller(piece string) bool {
	if !hasHan(piece) {
		return strings.Contains(commonWords, " "+piece+" ")
	}
	for _, r := range piece {
		if !strings.ContainsRune(fillers, r) {
			return false
		}
	}
	return true
}
