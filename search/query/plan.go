package query

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Meilisearch reads ten words of a query. A text of up to storyLength characters fits; a longer one is asked for by the words
// of the lexicon that stand in it, the longest first, up to storyWords of them.
const (
	storyLength = 16
	storyWords  = 10
)

// plan is what is asked for one text.
type plan struct {
	text      string // folded
	asked     string // of Meilisearch
	syllables []string
	evidence  evidence
	everyday  float64 // how much it sounds like a question about something else than fraud
}

// newPlan recognises what was typed. folded is the text as the evidence points into it.
func newPlan(folded string) plan {
	l := loadedLexicon()
	text := strings.Join(strings.Fields(folded), " ")
	syllables := heardSyllables(text)
	literal := l.scan(folded)
	p := plan{text: text, asked: text, syllables: syllables, evidence: l.weigh(folded, literal, syllables)}
	if utf8.RuneCountInString(text) <= longestEveryday || p.short() {
		p.everyday = p.evidence.everyday
	}
	if length(text) > storyLength {
		p.asked = l.tellingWords(folded, text, literal)
	}
	return p
}

// tellingWords returns the words of the lexicon that stand in a story, as they follow in it, or all of it if there are none.
func (l *lexicon) tellingWords(folded, text string, literal standing) string {
	telling := maps.Clone(literal.at)
	maps.DeleteFunc(telling, func(id int, _ textRange) bool { return l.plain.has(id) })
	spans := slices.SortedFunc(maps.Values(telling), func(a, b textRange) int {
		return cmp.Or(cmp.Compare(b.end-b.start, a.end-a.start), cmp.Compare(a.start, b.start))
	})
	var kept []textRange
	for _, s := range spans {
		overlaps := slices.ContainsFunc(kept, func(k textRange) bool { return s.start < k.end && k.start < s.end })
		if !overlaps && len(kept) < storyWords {
			kept = append(kept, s)
		}
	}
	if kept == nil {
		return text
	}
	slices.SortFunc(kept, func(a, b textRange) int { return cmp.Compare(a.start, b.start) })
	words := make([]string, len(kept))
	for i, s := range kept {
		words[i] = folded[s.start:s.end]
	}
	return strings.Join(words, " ")
}

// length counts a Chinese character as one and a word of another script as two: about what it costs of the ten words.
func length(text string) int {
	n := 0
	for _, word := range strings.Fields(text) {
		han := 0
		for _, r := range word {
			if isHan(r) {
				han++
			}
		}
		n += max(han, 2)
	}
	return n
}

func hasHan(s string) bool { return strings.ContainsFunc(s, isHan) }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// typed returns the text as names are compared with it.
func (p plan) typed() typed {
	t := typed{text: p.text, runes: []rune(p.text), size: nameSize(p.text)}
	if len(p.syllables) >= 2 {
		t.heard = spoken(p.syllables)
	}
	return t
}

// short: few words of a script with spaces.
func (p plan) short() bool { return !hasHan(p.text) && len(strings.Fields(p.text)) <= 10 }
