package article

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// dataSchema is the keys that each entry of a data file has.
type dataSchema struct {
	name     string
	required []string
	optional []string
}

func dataSchemas() []dataSchema {
	vocabulary := []string{"id", "name"}
	return []dataSchema{
		{name: "categories", required: vocabulary, optional: []string{"cases"}},
		{name: "channels", required: vocabulary},
		{name: "audiences", required: vocabulary},
		{name: "claims", required: vocabulary},
		{name: "moves", required: vocabulary},
		{name: "truths", required: vocabulary},
		{name: "forms", required: vocabulary},
		{name: "areas", required: []string{"id", "parent", "level", "name", "residents", "demo"}},
		{name: "teams", required: []string{"id", "area", "name", "demo"}},
		{name: "presenters", required: []string{"id", "team", "area", "number", "display", "demo"}, optional: []string{"name"}},
		{name: "levels", required: []string{"id", "name", "points"}},
		{name: "codes", required: []string{"code", "kind"}, optional: []string{"presenter", "seminar", "note"}},
		{name: "checkwords", required: []string{"zh-hant", "en"}, optional: []string{"zh-hans"}},
		{name: "emergency", required: []string{"id", "name", "numbers"}},
		{name: "glossary", required: []string{"id", "term", "meaning"}, optional: []string{"also", "link"}},
	}
}

// check checks all files. seminars are the slugs of the seminars.
func (d *data) check(seminars []string) {
	for _, s := range dataSchemas() {
		seen := map[string]bool{}
		for _, e := range d.entries[s.name] {
			d.checkKeys(s, e)
			for _, key := range []string{"name", "term", "meaning"} {
				d.checkName(s.name, e, key)
			}
			if _, ok := e.values["id"]; ok {
				d.checkUnique(s.name, e, "id", seen)
			}
		}
	}
	d.checkAreas()
	d.checkPeople()
	d.checkLevels()
	d.checkCodes(seminars)
	d.checkCheckWords()
	d.checkEmergency()
}

func (d *data) checkKeys(s dataSchema, e entry) {
	legal := slices.Concat(s.required, s.optional)
	for _, key := range e.keys {
		if !slices.Contains(legal, key) {
			d.report.add(d.file(s.name), e.lines[key], "unknown key %q%s Legal keys: %s", key, didYouMean(key, legal), strings.Join(legal, ", "))
		}
	}
	for _, key := range s.required {
		if _, ok := e.values[key]; !ok {
			d.report.add(d.file(s.name), e.line, "missing key %q", key)
		}
	}
	for _, key := range []string{"demo", "link"} {
		if v, ok := e.values[key]; ok {
			if _, is := v.node.(*ast.BoolNode); !is {
				d.report.add(d.file(s.name), v.line, "%s: must be true or false", key)
			}
		}
	}
	for _, key := range []string{"points", "residents", "cases"} {
		if v, ok := e.values[key]; ok {
			if _, is := v.whole(); !is {
				d.report.add(d.file(s.name), v.line, "%s: %q is not a whole number of 0 or more", key, v.node.String())
			}
		}
	}
}

// checkName: texts that readers see exist in both hand-written languages; zh-hans may be given to correct the generated one.
func (d *data) checkName(name string, e entry, key string) {
	v, ok := e.values[key]
	if !ok {
		return
	}
	texts := newMapping(v.node, 0)
	if texts == nil {
		d.report.add(d.file(name), v.line, "%s: must be {zh-hant: …, en: …}", key)
		return
	}
	for _, lang := range texts.keys {
		if !slices.Contains(languages(), lang) {
			d.report.add(d.file(name), texts.lines[lang], "%s: unknown language %q%s A text with a comma needs quotes around it", key, lang, didYouMean(lang, languages()))
		}
	}
	for _, lang := range []string{"zh-hant", "en"} {
		if strings.TrimSpace(texts.string(lang)) == "" {
			d.report.add(d.file(name), v.line, "%s: no text for %s", key, lang)
		}
	}
}

func (d *data) checkUnique(name string, e entry, key string, seen map[string]bool) {
	id := e.string(key)
	if !kebab(id) {
		d.report.add(d.file(name), e.lines[key], "%s: %q may hold only a-z, 0-9 and single hyphens: it is part of addresses", key, id)
	}
	if seen[id] {
		d.report.add(d.file(name), e.lines[key], "%s: %q stands twice: ids are never given again, choose another", key, id)
	}
	seen[id] = true
}

// crockford matches a printed code: eight of Crockford's base32, which has no I, L, O and U.
func crockford(code string) bool {
	return regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{8}$`).MatchString(code)
}
