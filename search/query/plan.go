package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fangzha/search/normalize"
)

// Meilisearch reads ten words of a query. A text of up to storyLength characters fits; a longer one is asked clause by
// clause, at most maxClauses of them, each of at most clauseLength characters.
const (
	storyLength  = 16
	clauseLength = 18
	maxClauses   = 12
)

// probe is one query to Meilisearch.
type probe struct {
	text       string
	attributes []string // searched; all if empty
	weight     float64  // of its ranking scores among those of the other probes
}

// plan is what is asked for one text.
type plan struct {
	text   string // folded
	story  bool
	probes []probe
}

// newPlan recognises what was typed. text is folded.
func newPlan(text string) plan {
	text = strings.Join(strings.Fields(text), " ")
	p := plan{text: text, probes: []probe{{text: text, weight: 1}}}
	if syllables := splitPinyin(text); syllables != nil {
		p.addPinyin(syllables, 1)
	}
	if length(text) > storyLength {
		p.story = true
		for _, clause := range clauses(text) {
			p.probes = append(p.probes, probe{text: clause, attributes: evidenceAttributes(), weight: 1})
		}
	} else if hasHan(text) {
		// A homophone (公检发 for 公检法) has the same pinyin.
		p.addPinyin(strings.Fields(normalize.Pinyin(text)), 0.8)
	}
	return p
}

// evidenceAttributes are those in which a clause of a story is looked for: what a page says about itself. Its body mentions too
// much besides.
func evidenceAttributes() []string {
	return []string{"folded.title", "folded.also_called", "folded.says", "folded.asks", "folded.summary", "folded.other_names", "folded.other_phrases"}
}

// addPinyin asks for syllables run together, as the index holds them.
func (p *plan) addPinyin(syllables []string, weight float64) {
	if len(syllables) > 1 {
		p.probes = append(p.probes, probe{text: strings.Join(syllables, ""), attributes: []string{"pinyin"}, weight: weight})
	}
}

// clauses cuts a story at its punctuation, and long pieces by length. A Chinese clause is cut anywhere, an English one at a space.
func clauses(text string) []string {
	var found []string
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsPunct(r) && r != '\'' && r != '-' && r != '’' || unicode.IsSymbol(r) || r == '\n'
	}) {
		for piece = strings.TrimSpace(piece); piece != ""; {
			head, rest := cut(piece)
			if utf8.RuneCountInString(head) > 1 {
				found = append(found, head)
			}
			piece = rest
		}
	}
	if len(found) > maxClauses {
		// The beginning tells who it is and the end what they want: the middle gives way.
		half := maxClauses / 2
		found = append(found[:half:half], found[len(found)-half:]...)
	}
	return found
}

// cut returns the first clauseLength of a piece (eight words of Latin script) and the rest.
func cut(piece string) (head, rest string) {
	if !hasHan(piece) {
		words := strings.Fields(piece)
		n := min(8, len(words))
		return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	}
	runes := []rune(piece)
	n := min(clauseLength, len(runes))
	return string(runes[:n]), strings.TrimSpace(string(runes[n:]))
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
