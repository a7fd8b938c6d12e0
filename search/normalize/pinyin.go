package normalize

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Pinyin returns the syllables of the Chinese characters of s without tones, ü as v, each separated by a space; runs of
// Latin letters and digits stay as one word. Whatever else stands in s separates words and is left out.
// "殺豬盤QQ群" becomes "sha zhu pan qq qun".
func Pinyin(s string) string {
	t := loaded()
	var words []string
	runes := []rune(t.foldChars(s))
	args := pinyin.NewArgs()
	for at := 0; at < len(runes); {
		switch {
		case unicode.Is(unicode.Han, runes[at]):
			syllables := t.readingAt(runes[at:])
			if len(syllables) == 0 {
				syllables = pinyin.SinglePinyin(runes[at], args)
				at++
				if len(syllables) > 0 {
					words = append(words, syllables[0])
				}
				continue
			}
			words = append(words, syllables...)
			at += len(syllables)
		case latinOrDigit(runes[at]):
			end := at
			for end < len(runes) && latinOrDigit(runes[end]) {
				end++
			}
			words = append(words, string(runes[at:end]))
			at = end
		default:
			at++
		}
	}
	return strings.Join(words, " ")
}

func latinOrDigit(r rune) bool {
	return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r)
}

// readingAt returns the reading of the longest word of readings.tsv at the start of runes, or nothing.
func (t *tables) readingAt(runes []rune) []string {
	for length := min(4, len(runes)); length > 1; length-- {
		if syllables, ok := t.readings[string(runes[:length])]; ok {
			return syllables
		}
	}
	return nil
}
