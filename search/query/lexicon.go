package query

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"fangzha/search/normalize"
)

//go:embed lexicon.tsv
var lexiconFile string

//go:embed evidence.tsv
var evidenceFile string

// everyday is the slug of the rules for texts that are not about fraud.
const everyday = "-"

// rule says: a text in which each of the parts stands, and nothing of without, speaks for the tactic. A part stands there if one of
// its phrases does.
type rule struct {
	slug    string
	weight  float64
	parts   [][]int // indexes into lexicon.phrases
	without []int
}

// lexicon is lexicon.tsv and evidence.tsv, parsed. It never changes after loading.
type lexicon struct {
	phrases []string       // folded
	index   map[string]int // phrase -> its place
	groups  map[string][]int
	order   []string // ids of the groups, as they stand in the file
	rules   []rule
	starts  map[rune][]int // phrases by their first character
	begins  [][]int        // for each phrase, the rules of whose first part it is
	plain   bits           // phrases that only tell a question of everyday life from a story: they say nothing of a fraud
	sounds  *sounds

	vocabulary map[string]bool // Latin words of the phrases
	spelled    []string        // those of five letters or more, sorted
}

// loadedLexicon parses the embedded files once, at first use. They are part of the program: a mistake in them is found by the tests.
var loadedLexicon = sync.OnceValue(func() *lexicon {
	l, err := parseLexicon(lexiconFile, evidenceFile)
	if err != nil {
		panic("search/query: " + err.Error())
	}
	return l
})

func parseLexicon(groups, rules string) (*lexicon, error) {
	l := &lexicon{index: map[string]int{}, groups: map[string][]int{}, starts: map[rune][]int{}}
	err := eachLine(groups, "lexicon.tsv", 2, func(fields []string) error {
		id := fields[0]
		if l.groups[id] != nil {
			return fmt.Errorf("the id %q stands twice: put its phrases in one line", id)
		}
		l.groups[id] = l.addPhrases(fields[1])
		l.order = append(l.order, id)
		return nil
	})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	err = eachLine(rules, "evidence.tsv", 3, func(fields []string) error {
		weight, err := strconv.ParseFloat(fields[1], 64)
		if err != nil || weight <= 0 {
			return fmt.Errorf("want a weight above zero, got %q", fields[1])
		}
		for _, pattern := range strings.Split(fields[2], ";") {
			r := rule{slug: fields[0], weight: weight}
			for _, part := range strings.Split(pattern, " + ") {
				part, without := strings.CutPrefix(strings.TrimSpace(part), "!")
				phrases, err := l.part(part)
				if err != nil {
					return err
				}
				if without {
					r.without = append(r.without, phrases...)
				} else {
					r.parts = append(r.parts, phrases)
				}
			}
			if r.parts == nil {
				return fmt.Errorf("%q only says what must not stand in the text", pattern)
			}
			// Folding brings synonyms together (刷单, 补单): what is said once counts once.
			if key := fmt.Sprint(r.slug, r.parts, r.without); !seen[key] {
				seen[key] = true
				l.rules = append(l.rules, r)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l.useRules()
	l.sounds = newSounds(l)
	l.vocabulary = map[string]bool{}
	for _, phrase := range l.phrases {
		for _, word := range strings.Fields(phrase) {
			l.vocabulary[word] = true
		}
	}
	for _, word := range slices.Sorted(maps.Keys(l.vocabulary)) {
		if len(word) >= 5 && allLatin(word) {
			l.spelled = append(l.spelled, word)
		}
	}
	return l, nil
}

// useRules fills in what is looked up in the rules.
func (l *lexicon) useRules() {
	l.begins, l.plain = make([][]int, len(l.phrases)), newBits(len(l.phrases))
	telling := newBits(len(l.phrases))
	for at, r := range l.rules {
		for _, id := range r.parts[0] {
			l.begins[id] = append(l.begins[id], at)
		}
		said := telling
		if r.slug == everyday {
			said = l.plain
		}
		for _, part := range append(slices.Clone(r.parts), r.without) {
			for _, id := range part {
				said.set(id)
			}
		}
	}
	for i := range l.plain {
		l.plain[i] &^= telling[i]
	}
}

// part reads one part of a pattern: "@group" and phrases between "|".
func (l *lexicon) part(text string) ([]int, error) {
	var all []int
	for _, piece := range strings.Split(text, "|") {
		piece = strings.TrimSpace(piece)
		if id, ok := strings.CutPrefix(piece, "@"); ok {
			if l.groups[id] == nil {
				return nil, fmt.Errorf("no group %q in lexicon.tsv", id)
			}
			all = append(all, l.groups[id]...)
			continue
		}
		if piece == "" {
			return nil, fmt.Errorf("an empty phrase in %q", text)
		}
		all = append(all, l.addPhrases(piece)...)
	}
	return all, nil
}

func (l *lexicon) addPhrases(text string) []int {
	var ids []int
	for _, phrase := range strings.Split(text, "|") {
		phrase = normalize.Fold(strings.TrimSpace(phrase))
		id, ok := l.index[phrase]
		if !ok {
			id = len(l.phrases)
			l.phrases = append(l.phrases, phrase)
			l.index[phrase] = id
			first, _ := utf8.DecodeRuneInString(phrase)
			l.starts[first] = append(l.starts[first], id)
		}
		ids = append(ids, id)
	}
	return ids
}

// eachLine calls f with the fields of each line that is neither empty nor a comment; errors get file and line.
func eachLine(text, file string, fields int, f func([]string) error) error {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) != fields {
			return fmt.Errorf("%s:%d: want %d fields with tabs between, got %d", file, number, fields, len(parts))
		}
		if err := f(parts); err != nil {
			return fmt.Errorf("%s:%d: %w", file, number, err)
		}
	}
	return nil
}

// Lexicon is what the page's own index needs to weigh evidence as Search does (see `search tables`): the two files, folded.
type Lexicon struct {
	Groups  map[string]string `json:"groups"`  // id -> phrases between "|"
	Rules   [][]string        `json:"rules"`   // slug, weight, patterns between ";"
	Sounds  map[string]string `json:"sounds"`  // syllable, brought together as sounds.go does -> its characters
	Weights map[string]any    `json:"weights"` // the numbers of rank.go, names.go and confidence.go
	// What stands in every story (grams.go): characters, and English words by spaces.
	Fillers     string `json:"fillers"`
	CommonWords string `json:"common_words"`
}

// ExportLexicon returns the lexicon for `search tables`.
func ExportLexicon() Lexicon {
	out := Lexicon{Groups: map[string]string{}, Sounds: syllableTable(), Weights: exportWeights(), Fillers: fillers, CommonWords: strings.TrimSpace(commonWords)}
	each := func(text string, fields int, add func([]string)) {
		// The files are those that loadedLexicon has accepted.
		_ = eachLine(text, "", fields, func(parts []string) error {
			add(parts)
			return nil
		})
	}
	each(lexiconFile, 2, func(parts []string) { out.Groups[parts[0]] = foldPatterns(parts[1]) })
	each(evidenceFile, 3, func(parts []string) {
		out.Rules = append(out.Rules, []string{parts[0], parts[1], foldPatterns(parts[2])})
	})
	return out
}

// foldPatterns folds and leaves out the spaces around separators.
func foldPatterns(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(normalize.Fold(text), " + ", "+"), "; ", ";")
}
