package query

import (
	"strings"
	"sync"
)

// initials and finals of Mandarin, without tones and with v for ü. Their combinations hold some syllables that do not exist
// (such as "bua"), which harms nothing: what they spell is looked for and not found.
const (
	initials = "b p m f d t n l g k h j q x zh ch sh r z c s y w"
	finals   = "a o e i u v ai ei ui ao ou iu ie ve ue er an en in un vn ang eng ing ong ia iao ian iang iong ua uo uai uan uang"
)

// splitPinyin returns the syllables of text if all of it can be read as pinyin, and otherwise nothing. Some English words can
// be read as pinyin too ("police", not "bank"); both readings are then asked.
func splitPinyin(text string) []string {
	var syllables []string
	for _, word := range strings.Fields(strings.ReplaceAll(text, "'", " ")) {
		split := splitWord(word)
		if split == nil {
			return nil
		}
		syllables = append(syllables, split...)
	}
	return syllables
}

// splitWord cuts a word into syllables, the longest first wherever the rest can be cut too, or returns nothing.
func splitWord(word string) []string {
	// step[at] is the length of the syllable to take at a place from which the word can be cut to its end, or zero. It is
	// filled from the end, so that a long word costs no more than its length.
	step := make([]int, len(word)+1)
	known := syllables()
	for at := len(word) - 1; at >= 0; at-- {
		for size := min(longestSyllable, len(word)-at); size > 0; size-- {
			if known[word[at:at+size]] && (at+size == len(word) || step[at+size] > 0) {
				step[at] = size
				break
			}
		}
	}
	var split []string
	for at := 0; at < len(word); at += step[at] {
		if step[at] == 0 {
			return nil
		}
		split = append(split, word[at:at+step[at]])
	}
	return split
}

// longestSyllable in letters: zhuang.
const longestSyllable = 6

// syllables are all that can be spelled.
var syllables = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, syllable := range strings.Fields("a o e ai ei ao ou er an en ang eng") {
		all[syllable] = true
	}
	for _, initial := range strings.Fields(initials) {
		for _, final := range strings.Fields(finals) {
			all[initial+final] = true
		}
	}
	return all
})
