package query

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"fangzha/search/normalize"
)

// Meilisearch reads ten words of a query. A text of up to storyLength characters fits; a longer one is asked for by the words
// of the lexicon that stand in it, the longest first, up to storyWords of them.
const (
	storyLength = 16
	storyWords  = 10
)

// probe is one query to Meilisearch.
type probe struct {
	text       string
	attributes []string // searched; all if empty
	weight     float64  // of its ranking scores among those of the other probes
}

// plan is what is asked for one text.
type plan struct {
	text     string // folded
	story    bool
	evidence evidence
	probes   []probe
}

// newPlan recognises what was typed. folded is the text as the evidence points into it.
func newPlan(folded string) plan {
	text := strings.Join(strings.Fields(folded), " ")
	p := plan{text: text, evidence: loadedLexicon().weigh(folded)}
	if p.story = length(text) > storyLength; p.story {
		p.probes = append(p.probes, probe{text: tellingWords(folded, text), weight: 1})
		return p
	}
	p.probes = append(p.probes, probe{text: text, weight: 1})
	if syllables := splitPinyin(text); syllables != nil {
		p.addPinyin(syllables, 1)
	} else if hasHan(text) {
		// A homophone (公检发 for 公检法) has the same pinyin.
		p.addPinyin(strings.Fields(normalize.Pinyin(text)), 0.8)
	}
	return p
}

// tellingWords returns the words of the lexicon that stand in a story, as they follow in it, or all of it if there are none.
func tellingWords(folded, text string) string {
	l := loadedLexicon()
	spans := slices.DeleteFunc(l.scan(folded).at, func(s textRange) bool { return s.end == 0 })
	slices.SortFunc(spans, func(a, b textRange) int {
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

// addPinyin asks for syllables run together, as the index holds them.
func (p *plan) addPinyin(syllables []string, weight float64) {
	if len(syllables) > 1 {
		p.probes = append(p.probes, probe{text: strings.Join(syllables, ""), attributes: []string{"pinyin"}, weight: weight})
	}
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
	t := typed{text: p.text, size: nameSize(p.text)}
	if syllables := heardSyllables(p.text); len(syllables) >= 2 && len(syllables) <= longestHeard {
		t.heard = spoken(syllables)
	}
	return t
}

// short: few words of a script with spaces.
func (p plan) short() bool { return !hasHan(p.text) && len(strings.Fields(p.text)) <= 10 }
