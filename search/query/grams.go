package query

import (
	"strings"
	"unicode/utf8"
)

// grams are the pieces by which texts are compared: runs of two and of four neighbouring Chinese characters (a shared run of
// four is rarely an accident), and words of other scripts of three letters or more without their commonest endings. What
// stands in every story is left out. text is folded.
func grams(text string) map[string]bool {
	found := map[string]bool{}
	for _, r := range pieces(text) {
		piece := text[r.start:r.end]
		switch {
		case isFiller(piece):
		case !hasHan(piece):
			if utf8.RuneCountInString(piece) > 2 {
				found[stem(piece)] = true
			}
		case utf8.RuneCountInString(piece) == 2:
			found[piece] = true
			if four := hanRun(text[r.start:], 4); four != "" {
				found[four] = true
			}
		}
	}
	return found
}

// hanRun returns the first n characters of text if all of them are Chinese.
func hanRun(text string, n int) string {
	for at, r := range text {
		if n == 0 {
			return text[:at]
		}
		if !isHan(r) {
			return ""
		}
		n--
	}
	if n == 0 {
		return text
	}
	return ""
}

// stem takes the commonest English endings away, so that "transferred" meets "transfer".
func stem(word string) string {
	for _, ending := range []string{"ring", "red", "ing", "ies", "ed", "es", "s", "y", "e"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) > 3 {
			return rest
		}
	}
	return word
}
