package outreach

import "regexp"

// masked stands where something was taken out.
const masked = "[***]"

// Digits are those of any script, Chinese ones as spoken (幺 is 1) and as on cheques, or English words, with a little
// between them.
const (
	digit     = `[\p{Nd}〇零一二三四五六七八九幺壹貳贰叁參肆伍陸陆柒捌玖]`
	spelled   = `(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)`
	separator = `[ \t　()（）·.．\-－–—_/]{0,2}`
)

// personal is what Mask takes out, in this order: e-mail addresses; a letter or two with six digits or more
// (passports, identity cards of Hong Kong, Macau and Taiwan); seven digits and more (phones, accounts,
// mainland identity numbers), also in words; handles of chat apps. Amounts, hotlines and years are shorter. When in doubt,
// mask: a lost figure harms nobody, a kept number might.
var personal = []*regexp.Regexp{
	regexp.MustCompile(`[a-zA-Z0-9._%+-]+\s?[@＠]\s?[a-zA-Z0-9-]+(?:\s?[.．。]\s?[a-zA-Z0-9-]+)+`),
	regexp.MustCompile(`(?i)\b[a-z]{1,2}[ -]?[0-9０-９]{6,}(?:[(（]?[0-9a]?[)）])?`),
	regexp.MustCompile(`[+＋(（]*` + digit + `(?:` + separator + digit + `){6,}[xX]?`),
	regexp.MustCompile(`(?i)\b` + spelled + `(?:[ ,.-]{1,3}` + spelled + `){6,}\b`),
	regexp.MustCompile(`(?i)(?:微信|wechat|weixin|wx|qq|line|telegram|whatsapp)\s?(?:号|號|id|[:：])+\s?[:：]?\s?[a-z0-9_-]{4,}`),
}

// Mask takes phone, account and identity numbers, e-mail addresses and chat handles out of a free text.
func Mask(text string) string {
	for _, pattern := range personal {
		text = pattern.ReplaceAllString(text, masked)
	}
	return text
}
