package index

import (
	"strings"
	"unicode"

	"fangzha/search/document"
	"fangzha/search/normalize"
)

// record is what Meilisearch stores of a document: the original for display, and its folded forms for searching.
type record struct {
	document.Document
	Folded folded `json:"folded"`
	// Pinyin holds names and aliases as syllables and run together: "sha zhu pan", "shazhupan".
	Pinyin []string `json:"pinyin"`
}

// folded are the searchable texts, most telling first (the order of weights stands in settings/*.json).
type folded struct {
	Title      string   `json:"title"`
	AlsoCalled []string `json:"also_called"`
	Says       []string `json:"says"`
	Asks       []string `json:"asks"`
	Summary    string   `json:"summary"`
	Category   string   `json:"category"`
	Body       string   `json:"body"`
	// The same article in the other languages, so that English finds the page on the Chinese site and the reverse.
	OtherNames   []string `json:"other_names"`
	OtherPhrases []string `json:"other_phrases"`
}

// records returns the records of one language, in the order of the documents. It reads the documents of the other
// languages for their names.
func records(lang string, documents []document.Document) []record {
	siblings := map[string][]document.Document{}
	for _, d := range documents {
		siblings[d.Section+"/"+d.Slug] = append(siblings[d.Section+"/"+d.Slug], d)
	}
	var records []record
	for _, d := range documents {
		if d.Lang == lang {
			records = append(records, newRecord(d, siblings[d.Section+"/"+d.Slug]))
		}
	}
	return records
}

func newRecord(d document.Document, siblings []document.Document) record {
	r := record{Document: d, Folded: folded{
		Title:      normalize.Fold(d.Title),
		AlsoCalled: foldEach(d.AlsoCalled, nil),
		Says:       foldEach(d.Says, nil),
		Asks:       foldEach(d.Asks, nil),
		Summary:    normalize.Fold(d.Summary),
		Category:   normalize.Fold(d.CategoryName),
		Body:       normalize.Fold(d.Body),
	}}
	// Both Chinese languages fold to the same: what the record has already is not repeated.
	known := map[string]bool{r.Folded.Title: true}
	for _, own := range [][]string{r.Folded.AlsoCalled, r.Folded.Says, r.Folded.Asks} {
		for _, s := range own {
			known[s] = true
		}
	}
	names := append([]string{d.Title}, d.AlsoCalled...)
	for _, s := range siblings {
		if s.Lang == d.Lang {
			continue
		}
		names = append(append(names, s.Title), s.AlsoCalled...)
		r.Folded.OtherNames = append(r.Folded.OtherNames, foldEach(append([]string{s.Title}, s.AlsoCalled...), known)...)
		r.Folded.OtherPhrases = append(r.Folded.OtherPhrases, foldEach(append(append([]string{s.Summary}, s.Says...), s.Asks...), known)...)
	}
	r.Pinyin = pinyin(names)
	return r
}

// foldEach folds each text. With known, texts that stand there are left out and new ones are added to it.
func foldEach(texts []string, known map[string]bool) []string {
	folded := make([]string, 0, len(texts))
	for _, text := range texts {
		f := normalize.Fold(text)
		if known != nil {
			if known[f] {
				continue
			}
			known[f] = true
		}
		folded = append(folded, f)
	}
	return folded
}

// pinyin returns the readings of the names that have Chinese characters, without repetition: the syllables with spaces, and
// run together from each syllable on, so that "gongjianfa" finds 冒充公檢法 (Meilisearch matches the beginnings of words).
func pinyin(names []string) []string {
	var readings []string
	seen := map[string]bool{}
	add := func(reading string) {
		if !seen[reading] {
			seen[reading] = true
			readings = append(readings, reading)
		}
	}
	for _, name := range names {
		if !hasHan(name) {
			continue
		}
		syllables := strings.Fields(normalize.Pinyin(normalize.Fold(name)))
		add(strings.Join(syllables, " "))
		for at := 0; at+1 < len(syllables); at++ {
			add(strings.Join(syllables[at:], ""))
		}
	}
	return readings
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
