package normalize

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed chars.tsv
var charsFile string

//go:embed variants.tsv
var variantsFile string

//go:embed words.tsv
var wordsFile string

//go:embed readings.tsv
var readingsFile string

// tables are the parsed files. They never change after loading.
type tables struct {
	chars    map[rune]rune
	words    map[string]string // folded word -> folded word that counts
	longest  int               // runes of the longest word
	readings map[string][]string
}

// loaded parses the embedded files once, at first use. They are part of the program: a mistake in them is found by the tests.
var loaded = sync.OnceValue(func() *tables {
	t, err := parseTables(charsFile, variantsFile, wordsFile, readingsFile)
	if err != nil {
		panic("search/normalize: " + err.Error())
	}
	return t
})

func parseTables(chars, variants, words, readings string) (*tables, error) {
	t := &tables{chars: map[rune]rune{}, words: map[string]string{}, readings: map[string][]string{}}
	for _, file := range []struct{ name, text string }{{"chars.tsv", chars}, {"variants.tsv", variants}} {
		if err := t.addChars(file.name, file.text); err != nil {
			return nil, err
		}
	}
	t.closeChains()
	if err := t.addWords(words); err != nil {
		return nil, err
	}
	return t, t.addReadings(readings)
}

func (t *tables) addChars(name, text string) error {
	for number, line := range lines(text) {
		from, to, _ := strings.Cut(line, "\t")
		if utf8.RuneCountInString(from) != 1 || utf8.RuneCountInString(to) != 1 || from == to {
			return fmt.Errorf("%s:%d: want two different characters and a tab between, got %q", name, number, line)
		}
		a, _ := utf8.DecodeRuneInString(from)
		b, _ := utf8.DecodeRuneInString(to)
		t.chars[a] = b
	}
	return nil
}

// closeChains makes each character point at the end of its chain (帳 -> 帐 -> 账), so that folding is one look-up.
func (t *tables) closeChains() {
	for from := range t.chars {
		to := t.chars[from]
		for steps := 0; steps < 8; steps++ {
			next, more := t.chars[to]
			if !more {
				break
			}
			to = next
		}
		t.chars[from] = to
	}
}

func (t *tables) addWords(text string) error {
	for number, line := range lines(text) {
		counts, others, _ := strings.Cut(line, "\t")
		to := t.foldChars(counts)
		if to == "" || strings.TrimSpace(others) == "" {
			return fmt.Errorf("words.tsv:%d: want the word that counts, a tab and other words by spaces, got %q", number, line)
		}
		for _, other := range strings.Fields(others) {
			from := t.foldChars(other)
			first, _ := utf8.DecodeRuneInString(from)
			last, _ := utf8.DecodeLastRuneInString(from)
			if !unicode.Is(unicode.Han, first) || !unicode.Is(unicode.Han, last) {
				return fmt.Errorf("words.tsv:%d: %q must begin and end with a Chinese character", number, other)
			}
			if taken, ok := t.words[from]; ok && taken != to {
				return fmt.Errorf("words.tsv:%d: %q already counts as %q", number, other, taken)
			}
			if from != to {
				t.words[from] = to
				t.longest = max(t.longest, utf8.RuneCountInString(from))
			}
		}
	}
	return nil
}

func (t *tables) addReadings(text string) error {
	for number, line := range lines(text) {
		word, reading, _ := strings.Cut(line, "\t")
		syllables := strings.Fields(reading)
		folded := t.foldChars(word)
		if utf8.RuneCountInString(folded) != len(syllables) {
			return fmt.Errorf("readings.tsv:%d: want one syllable for each character, got %q", number, line)
		}
		t.readings[folded] = syllables
	}
	return nil
}

// foldChars folds without the words: what addWords needs to read either script.
func (t *tables) foldChars(s string) string {
	var out strings.Builder
	for _, r := range s {
		for _, folded := range t.foldRune(r) {
			out.WriteRune(folded)
		}
	}
	return out.String()
}

// lines yields line number and text of each line that is neither empty nor a comment.
func lines(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		number := 0
		for line := range strings.Lines(text) {
			number++
			line = strings.TrimRight(line, "\r\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(number, line) {
				return
			}
		}
	}
}

// Tables is what the page's own index needs to fold as Fold does (see `search tables`).
type Tables struct {
	Chars string      `json:"chars"` // pairs without separators: from, to, from, to …
	Words [][2]string `json:"words"` // from, to; both folded, longest first
	// Readings of words, syllables by spaces, in which a character is not read as by itself.
	Readings map[string]string `json:"readings"`
}

// Export returns the tables in a stable order.
func Export() Tables {
	t := loaded()
	var chars strings.Builder
	for _, from := range slices.Sorted(maps.Keys(t.chars)) {
		chars.WriteRune(from)
		chars.WriteRune(t.chars[from])
	}
	words := make([][2]string, 0, len(t.words))
	for _, from := range slices.Sorted(maps.Keys(t.words)) {
		words = append(words, [2]string{from, t.words[from]})
	}
	slices.SortStableFunc(words, func(a, b [2]string) int {
		return utf8.RuneCountInString(b[0]) - utf8.RuneCountInString(a[0])
	})
	readings := map[string]string{}
	for word, syllables := range t.readings {
		readings[word] = strings.Join(syllables, " ")
	}
	return Tables{Chars: chars.String(), Words: words, Readings: readings}
}
