package article

import (
	"fmt"
	"regexp"
)

// kebab: lower-case words and digits with single hyphens between.
func kebab(s string) bool { return kebabPattern.MatchString(s) }

var kebabPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// didYouMean ends a sentence about s: `: did you mean "x"?` with the legal value nearest to it, or a full stop if none is near.
func didYouMean(s string, legal []string) string {
	best, distance := "", len(s)/2+1
	for _, candidate := range legal {
		if d := editDistance(s, candidate); d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return "."
	}
	return fmt.Sprintf(": did you mean %q?", best)
}

// editDistance counts the letters to insert, delete or replace (Levenshtein).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
