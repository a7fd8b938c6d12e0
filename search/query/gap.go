package query

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fangzha/search/normalize"
)

// longestGap is up to how many characters a text may be kept as it is. A longer one may tell somebody's story.
const longestGap = 16

// personal marks a text that names somebody: a number as long as a telephone's, an address of any kind.
var personal = regexp.MustCompile(`\d{5,}|@|://|www\.`)

// Gap returns what may be kept of a text that found nothing: up to longestGap characters the folded text, of a longer one
// only the words of the lexicon that stand in it, in alphabetical order. Empty if nothing may be kept.
func Gap(text string) string {
	folded := strings.Join(strings.Fields(normalize.Fold(text)), " ")
	if utf8.RuneCountInString(folded) <= longestGap {
		if personal.MatchString(folded) {
			return ""
		}
		return folded
	}
	l := loadedLexicon()
	var known []string
	for id := range l.scan(folded).there.all() {
		if !l.plain.has(id) && utf8.RuneCountInString(l.phrases[id]) > 1 {
			known = append(known, l.phrases[id])
		}
	}
	slices.SortFunc(known, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	const most = 5 // the longest say most; more would come close to the story again
	known = known[:min(most, len(known))]
	slices.Sort(known)
	return strings.Join(known, " ")
}
