package article

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	// numberPattern matches digits in groups, as telephone numbers are written.
	numberPattern = regexp.MustCompile(`\+?\d+(?:[ -]\d+)*`)
	unitPattern   = regexp.MustCompile(`^\s*(%|元|萬|万|億|亿|個|个|人|名|年|天|日|月|小時|小时|分|秒|次|件|條|条|張|张|位|字|\.\d|,\d|yuan|people|cases|days|hours|minutes|times|characters)`)
	// phonePattern: mobile and fixed lines of mainland China, 400 and 800 numbers, service numbers of banks and networks.
	phonePattern = regexp.MustCompile(`^(1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|9[56]\d{3})$`)
	// spelledPattern matches words in which letters may stand for digits: 11O, l8222.
	spelledPattern = regexp.MustCompile(`[\p{Latin}\p{Greek}\p{Cyrillic}\d|-]+`)
	// telPattern is what a tel: link may hold.
	telPattern = regexp.MustCompile(`^\+?[\d-]+$`)
)

// digitLike turns letters of the Latin, Greek and Cyrillic alphabets that look like a digit into that digit.
var digitLike = strings.NewReplacer("O", "0", "o", "0", "Ο", "0", "ο", "0", "О", "0", "о", "0", "l", "1", "I", "1", "|", "1", "Ι", "1", "І", "1", "і", "1")

// typedHotline is how a number in the text of an article is mended.
const typedHotline = "write {{< hotline ROLE >}}, so that the reader sees the number of their own place"

// checkNumbers refuses telephone numbers in a line of visible text. Hotline numbers stand in site/data/emergency.yaml and
// nowhere else; other numbers grow old, and readers call them. cure says what to write instead of a hotline number; ROLE in it
// becomes the number's role.
func (c *checker) checkNumbers(f *file, number int, line, cure string) {
	for _, at := range numberPattern.FindAllStringIndex(line, -1) {
		found := line[at[0]:at[1]]
		digits := strings.NewReplacer(" ", "", "-", "", "+", "").Replace(found)
		role, hotline := c.hotline(found)
		switch {
		case countsSomething(line[at[1]:]), isDay(found):
		case hotline:
			c.report.add(f.name, number, "hotline number %s typed into the text: %s", found, strings.ReplaceAll(cure, "ROLE", role))
		case phoneLike(found, digits):
			c.report.add(f.name, number, "%q looks like a telephone number: readers would call it. Leave it out, or put it into site/data/emergency.yaml if it is a hotline", found)
		}
	}
	for _, found := range spelledPattern.FindAllString(line, -1) {
		spelled := digitLike.Replace(found)
		digits := strings.ReplaceAll(spelled, "-", "")
		if spelled == found || !strings.ContainsAny(found, "0123456789") || strings.Trim(digits, "0123456789") != "" {
			continue
		}
		if _, hotline := c.hotline(spelled); hotline || phoneLike(spelled, digits) {
			c.report.add(f.name, number, "%q has letters that look like digits: readers would dial another number than they read: %s", found, strings.ReplaceAll(cure, "ROLE", "report"))
		}
	}
	if at := strings.IndexFunc(line, func(r rune) bool { return unicode.Is(unicode.Nd, r) && r > unicode.MaxASCII }); at >= 0 {
		c.report.add(f.name, number, "%q is a digit of another script or width: type 0 to 9", []rune(line[at:])[0])
	}
}

// hotline returns the role of the hotline number that stands in found, as the whole of it or as one of its groups.
func (c *checker) hotline(found string) (string, bool) {
	groups := strings.FieldsFunc(found, func(r rune) bool { return r < '0' || r > '9' })
	for _, digits := range append(groups, strings.Join(groups, "")) {
		if role, ok := c.data.hotlines[digits]; ok {
			return role, true
		}
	}
	return "", false
}

// countsSomething: what follows a number is a unit, so that it is an amount and not a telephone number.
func countsSomething(after string) bool {
	return unitPattern.MatchString(after)
}

// phoneLike: mobile and fixed lines of mainland China, service numbers, and anything in international form.
func phoneLike(found, digits string) bool {
	return phonePattern.MatchString(digits) ||
		strings.HasPrefix(found, "+") && len(digits) > 6 || strings.HasPrefix(digits, "00") && len(digits) > 7 ||
		len(digits) == 8 && strings.ContainsAny(found, " -")
}
