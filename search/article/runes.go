package article

import (
	"strings"
	"unicode"
)

// checkText looks at the whole file character by character, front matter included.
func (c *checker) checkText(f *file) {
	if strings.Contains(f.text, "\x00") || f.text != strings.ToValidUTF8(f.text, "") {
		return // reported when reading
	}
	for i, line := range strings.Split(f.text, "\n") {
		for _, r := range strings.TrimSuffix(line, "\r") {
			if name := invisible(r); name != "" {
				c.report.add(f.name, i+1, "invisible character U+%04X (%s): delete it; it came along with copied text and can turn around or hide what readers see", r, name)
				break
			}
		}
		if word := mixedScript(withoutAddresses(line)); word != "" {
			c.report.add(f.name, i+1, "%q mixes Latin letters with letters of another alphabet that look like them: type the word again", word)
		}
	}
}

// invisible names a character that cannot be seen, or returns "".
func invisible(r rune) string {
	switch {
	case r == '\t', r == '\n':
		return ""
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return "changes the direction of writing"
	case r == 0xFEFF:
		return "byte order mark"
	case unicode.Is(unicode.Cf, r):
		return "format character"
	case unicode.Is(unicode.Cc, r):
		return "control character"
	case r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x2800:
		return "blank that is not a space"
	case unicode.Is(unicode.Co, r):
		return "private character"
	}
	return ""
}

// mixedScript returns the first word that has both Latin and Cyrillic, Greek or Armenian letters.
func mixedScript(line string) string {
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin, other := false, false
		for _, r := range word {
			latin = latin || unicode.Is(unicode.Latin, r)
			other = other || unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian)
		}
		if latin && other {
			return word
		}
	}
	return ""
}
