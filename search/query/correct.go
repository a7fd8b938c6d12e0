package query

import "strings"

// longestCorrected is up to how many words a text is corrected: typos matter in a keyword, a story says everything twice.
const longestCorrected = 8

// corrected replaces the Latin words of a short folded text that the lexicon does not know by the word that it knows and that
// is one slip away (two in words of eight letters or more).
func (l *lexicon) corrected(text string) string {
	words := strings.Fields(text)
	if len(words) > longestCorrected {
		return text
	}
	changed := false
	for i, word := range words {
		if nearest := l.nearest(word); nearest != "" {
			words[i], changed = nearest, true
		}
	}
	if !changed {
		return text
	}
	return strings.Join(words, " ")
}

func (l *lexicon) nearest(word string) string {
	if len(word) < 5 || !allLatin(word) || l.vocabulary[word] || l.vocabulary[strings.TrimSuffix(word, "s")] {
		return ""
	}
	slips, best := 1, ""
	if len(word) >= 8 {
		slips = 2
	}
	rows := make([][]int, len(word)+1)
	for i := range rows {
		rows[i] = make([]int, len(word)+slips+1)
	}
	for _, known := range l.spelled {
		if d := distance(word, known, slips, rows); d <= slips {
			best, slips = known, d-1
		}
	}
	return best
}

func allLatin(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

// distance counts the slips between two words (a letter too many, too few, another, or two exchanged), or returns more than
// most if there are more. rows are its scratch paper: a line more than a has letters, each a number longer than b.
func distance(a, b string, most int, rows [][]int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	for i := range len(a) + 1 {
		rows[i][0] = i
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
