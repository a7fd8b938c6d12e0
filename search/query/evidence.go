package query

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// evidence is what a text says for each tactic.
type evidence struct {
	of       map[string]*proof // by slug
	groups   map[string]bool   // claims, channels and moves that the text names
	everyday float64           // how much the text sounds like something else than fraud
}

// proof is what a text says for one tactic.
type proof struct {
	weight float64
	spans  []textRange // of the folded text, strongest first
	best   []float64   // weight of each span
}

// Rules of one tactic often say the same in several ways. After its strongest rules each further one adds less.
const further = 0.6

// weigh reads the evidence out of a folded text in which the phrases of literal stand and that sounds like syllables.
func (l *lexicon) weigh(text string, literal standing, syllables []string) evidence {
	if corrected := l.corrected(text); corrected != text {
		literal.there.add(l.scan(corrected).there) // without a place: it stands nowhere in the reader's text
	}
	heard := l.sounds.scan(syllables)
	e := evidence{of: map[string]*proof{}, groups: map[string]bool{}}
	for _, id := range l.order {
		e.groups[id] = literal.there.any(l.groups[id])
	}
	weights := map[string][]float64{}
	for at := range l.begun(literal, heard).all() {
		r := l.rules[at]
		faith := r.match(literal, heard)
		if faith == 0 {
			continue
		}
		if r.slug == everyday {
			e.everyday = max(e.everyday, r.weight)
			continue
		}
		p := e.of[r.slug]
		if p == nil {
			p = &proof{}
			e.of[r.slug] = p
		}
		weights[r.slug] = append(weights[r.slug], r.weight*faith)
		for _, s := range r.spans(literal) {
			if s.end == 0 || utf8.RuneCountInString(text[s.start:s.end]) < 2 {
				continue // a single character tells a reader nothing
			}
			p.spans = append(p.spans, s)
			p.best = append(p.best, r.weight*faith)
		}
	}
	for slug, p := range e.of {
		p.weight = diminishing(weights[slug])
	}
	return e
}

// begun returns the rules whose first part stands or is heard: a few of thousands.
func (l *lexicon) begun(literal standing, heard map[int]float64) bits {
	rules := newBits(len(l.rules))
	for id := range literal.there.all() {
		for _, at := range l.begins[id] {
			rules.set(at)
		}
	}
	for id := range heard {
		for _, at := range l.begins[id] {
			rules.set(at)
		}
	}
	return rules
}

// diminishing adds weights, largest first, each further one counting less.
func diminishing(weights []float64) float64 {
	slices.SortFunc(weights, func(a, b float64) int { return cmp.Compare(b, a) })
	sum, share := 0.0, 1.0
	for _, w := range weights {
		sum += share * w
		share *= further
	}
	return sum
}

// match returns how surely each part of the rule stands or is heard, 0 to 1.
func (r rule) match(literal standing, heard map[int]float64) float64 {
	if literal.there.any(r.without) {
		return 0
	}
	faith := 1.0
	for _, part := range r.parts {
		if literal.there.any(part) {
			continue
		}
		best := 0.0
		if len(heard) > 0 {
			for _, id := range part {
				best = max(best, heard[id])
			}
		}
		if best == 0 {
			return 0
		}
		faith *= best
	}
	return faith
}

// spans returns where the parts of the rule stand; empty ranges for those that are nowhere in the reader's text.
func (r rule) spans(literal standing) []textRange {
	var spans []textRange
	for _, part := range r.parts {
		if at := slices.IndexFunc(part, literal.there.has); at >= 0 {
			spans = append(spans, literal.at[part[at]])
		}
	}
	return spans
}

// standing tells which phrases of the lexicon stand in a text, and where first. Rules ask a thousand times for one text
// whether: hence bits.
type standing struct {
	there bits
	at    map[int]textRange
}

// scan returns the phrases that stand in the text, each with its first place. Phrases of other scripts than Chinese begin
// and end with a word, whose ending may differ.
func (l *lexicon) scan(text string) standing {
	found := standing{there: newBits(len(l.phrases)), at: map[int]textRange{}}
	before := ' '
	for at, r := range text {
		inWord := isWordRune(before) && isWordRune(r)
		before = r
		if inWord {
			continue
		}
		for _, id := range l.starts[r] {
			if found.there.has(id) {
				continue
			}
			if phrase := l.phrases[id]; strings.HasPrefix(text[at:], phrase) {
				if end, ok := wordEnd(text, at+len(phrase), phrase); ok {
					found.there.set(id)
					found.at[id] = textRange{at, end}
				}
			}
		}
	}
	return found
}

// isWordRune: a letter or digit of a script with spaces.
func isWordRune(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isHan(r) }

// wordEnd returns where the word ends in which a phrase ends at a place. The rest of the word must be one of its usual endings.
func wordEnd(text string, at int, phrase string) (int, bool) {
	last, _ := utf8.DecodeLastRuneInString(phrase)
	if !isWordRune(last) {
		return at, true
	}
	end := at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(r) {
			break
		}
		end += size
	}
	return end, strings.Contains("||s|es|ed|d|ing|er|ers|'s|", "|"+text[at:end]+"|")
}

// because returns the reader's own words that spoke for a tactic, strongest first, at most three, none inside another.
func (p *proof) because() []textRange {
	order := make([]int, len(p.spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.best[b], p.best[a]), cmp.Compare(p.spans[b].end-p.spans[b].start, p.spans[a].end-p.spans[a].start))
	})
	var kept []textRange
	for _, i := range order {
		s := p.spans[i]
		overlaps := slices.ContainsFunc(kept, func(k textRange) bool { return s.start < k.end && k.start < s.end })
		if !overlaps && len(kept) < 3 {
			kept = append(kept, s)
		}
	}
	return kept
}
