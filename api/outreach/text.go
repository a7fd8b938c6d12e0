package outreach

import "strings"

// Text is one display text by language tag: zh-hant, zh-hans, en.
type Text map[string]string

// In gives the text in lang, else in zh-hant, the language it was written in, else in English.
func (t Text) In(lang string) string {
	for _, l := range []string{lang, "zh-hant", "en"} {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Message gives a sentence of site/data/messages.yaml with its {placeholders} filled in. An unknown key
// comes back as it is, so that a gap is seen and searchable instead of silent.
func (r *Registry) Message(key, lang string, args map[string]string) string {
	text := r.Messages[key].In(lang)
	if text == "" {
		return key
	}
	var pairs []string
	for name, value := range args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text) // in one pass: a value may hold braces too
}
