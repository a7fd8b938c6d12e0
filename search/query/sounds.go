package query

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fangzha/search/normalize"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// longestHeard is up to how many syllables a text is listened to: a homophone or pinyin is typed in a search, not in a story.
const longestHeard = 24

// sounds finds phrases by how they sound: pinyin, and characters mistyped for others of the same reading.
type sounds struct {
	phrases map[string][]int // "'sha'zhu'pan'" -> places in lexicon.phrases
	byFirst map[string][]string
}

func newSounds(l *lexicon) *sounds {
	s := &sounds{phrases: map[string][]int{}, byFirst: map[string][]string{}}
	for id, phrase := range l.phrases {
		if !allHan(phrase) {
			continue
		}
		syllables := strings.Fields(normalize.Pinyin(phrase))
		if len(syllables) < 2 {
			continue
		}
		key := spoken(syllables)
		if s.phrases[key] == nil {
			first := dull(syllables[0])
			s.byFirst[first] = append(s.byFirst[first], key)
		}
		s.phrases[key] = append(s.phrases[key], id)
	}
	return s
}

// scan tells for each phrase of the lexicon how surely it is heard in the syllables (two of them sound like many words), or
// returns nothing for a text that is not listened to.
func (s *sounds) scan(syllables []string) map[int]float64 {
	if len(syllables) < 2 {
		return nil
	}
	found := map[int]float64{}
	for at, syllable := range syllables {
		rest := spoken(syllables[at:])
		for _, key := range s.byFirst[dull(syllable)] {
			if !strings.HasPrefix(rest, key) {
				continue
			}
			sure := 0.9
			if strings.Count(key, "'") == 3 { // two syllables
				sure = 0.5
				if len(syllables) <= 5 {
					sure = 0.7
				}
			}
			for _, id := range s.phrases[key] {
				found[id] = sure
			}
		}
	}
	return found
}

// heardSyllables reads a folded text: Chinese by its pinyin, Latin words as pinyin where they can be. A text that is not listened
// to, because it is a story, has none.
func heardSyllables(text string) []string {
	if utf8.RuneCountInString(text) > longestHeard*longestSyllable || hanCount(text) > longestHeard {
		return nil
	}
	var syllables []string
	for _, word := range strings.Fields(normalize.Pinyin(text)) {
		if split := splitPinyin(word); split != nil {
			syllables = append(syllables, split...)
		} else {
			syllables = append(syllables, word)
		}
	}
	if len(syllables) > longestHeard {
		return nil
	}
	return syllables
}

func hanCount(text string) int {
	n := 0
	for _, r := range text {
		if isHan(r) {
			n++
		}
	}
	return n
}

// spoken joins syllables so that they can be looked for in one another.
func spoken(syllables []string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, s := range syllables {
		b.WriteString(dull(s))
		b.WriteByte('\'')
	}
	return b.String()
}

// dull takes away the differences that many speakers do not make or hear: zh/z, ch/c, sh/s, -ng/-n.
func dull(syllable string) string {
	if len(syllable) > 1 && syllable[1] == 'h' {
		syllable = syllable[:1] + syllable[2:]
	}
	return strings.TrimSuffix(syllable, "g")
}

func allHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) })
}

// syllableTable gives the page the readings of the 3,755 commonest characters (the first level of GB 2312, folded), each under
// its dull syllable.
func syllableTable() map[string]string {
	decoder := simplifiedchinese.GBK.NewDecoder()
	table := map[string][]string{}
	for high := 0xB0; high <= 0xD7; high++ {
		for low := 0xA1; low <= 0xFE; low++ {
			character, err := decoder.Bytes([]byte{byte(high), byte(low)})
			if err != nil || !allHan(string(character)) {
				continue
			}
			folded := normalize.Fold(string(character))
			if syllable := dull(normalize.Pinyin(folded)); syllable != "" && !slices.Contains(table[syllable], folded) {
				table[syllable] = append(table[syllable], folded)
			}
		}
	}
	joined := map[string]string{}
	for syllable, characters := range table {
		joined[syllable] = strings.Join(characters, "")
	}
	return joined
}
