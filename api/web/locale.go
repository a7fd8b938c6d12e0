package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// languageSet is where a handler notes the language that a body asked for.
const languageSet = "fz.lang"

// speak makes the answer, errors included, use lang, if it is a language of the site.
func (s *Server) speak(c echo.Context, lang string) {
	if s.Site.Registry().HasLanguage(lang) {
		c.Set(languageSet, lang)
	}
}

// lang is the language of the answer: that of the body or of ?lang=, else the browser's.
func (s *Server) lang(c echo.Context) string {
	if lang, ok := c.Get(languageSet).(string); ok {
		return lang
	}
	if lang := c.QueryParam("lang"); s.Site.Registry().HasLanguage(lang) {
		return lang
	}
	return negotiate(c.Request().Header.Get("Accept-Language"))
}

// say gives a message of site/data/messages.yaml in the language of the answer.
func (s *Server) say(c echo.Context, key string, args map[string]string) string {
	return s.Site.Registry().Message(key, s.lang(c), args)
}

// negotiate chooses by Accept-Language (RFC 9110, section 12.5.4): the first wish that is Chinese or English
// wins, and who wishes for neither reads English.
func negotiate(header string) string {
	type wish struct {
		tag     string
		quality float64
	}
	var wishes []wish
	for part := range strings.SplitSeq(header, ",") {
		tag, parameters, _ := strings.Cut(part, ";")
		w := wish{strings.ToLower(strings.TrimSpace(tag)), 1}
		if q, ok := strings.CutPrefix(strings.ReplaceAll(parameters, " ", ""), "q="); ok {
			w.quality, _ = strconv.ParseFloat(q, 64) // unreadable: 0, the last wish
		}
		wishes = append(wishes, w)
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.quality, a.quality) })
	for _, w := range wishes {
		if lang := script(w.tag); lang != "" {
			return lang
		}
	}
	return "en"
}

// script gives the site's language for a tag: Taiwan, Hong Kong and Macau read Traditional characters unless
// the tag names a script; other Chinese tags mean Simplified. "" for a language we do not have.
func script(tag string) string {
	parts := strings.Split(tag, "-")
	switch {
	case parts[0] == "en":
		return "en"
	case parts[0] != "zh":
		return ""
	case slices.Contains(parts, "hans"):
		return "zh-hans"
	case slices.ContainsFunc(parts, func(p string) bool { return p == "hant" || p == "tw" || p == "hk" || p == "mo" }):
		return "zh-hant"
	}
	return "zh-hans"
}
