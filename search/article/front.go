package article

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// checkFront checks the keys and values of the front matter against the schema of the section.
func (c *checker) checkFront(f *file) {
	fields := c.schemas[f.section].fields
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.key
	}
	for _, key := range f.front.keys {
		if !slices.Contains(names, key) {
			c.report.add(f.name, f.front.lines[key], "unknown key %q%s %s has the keys: %s", key, didYouMean(key, names), f.section, strings.Join(names, ", "))
		}
	}
	for _, field := range fields {
		v, present := f.front.values[field.key]
		switch {
		case present:
			c.checkValue(f, field, v)
		case !field.optional:
			c.report.add(f.name, 1, "missing key %q: add it to the front matter (%s)", field.key, example(field))
		}
	}
	c.checkDays(f)
}

// example shows what a missing key would look like.
func example(f field) string {
	switch f.kind {
	case texts:
		return f.key + ": [one, two]"
	case day:
		return f.key + ": 2026-11-22"
	case instant:
		return f.key + ": 2026-12-05T10:00:00+08:00"
	case ids:
		return f.key + ": [id, id], ids of " + f.vocabulary
	case id:
		return f.key + ": an id of " + f.vocabulary
	case sources:
		return "a list of title, publisher and url"
	case number:
		return f.key + ": 10"
	case boolean:
		return f.key + ": true"
	default:
		return f.key + ": text"
	}
}

func (c *checker) checkValue(f *file, field field, v value) {
	switch field.kind {
	case text:
		c.checkString(f, field.key, v, field.most)
		c.checkVisible(f, v)
	case texts:
		for _, item := range c.items(f, field, v) {
			c.checkString(f, field.key, item, 0)
			c.checkVisible(f, item)
		}
	case day:
		if s, _ := v.text(); !isDay(s) {
			c.report.add(f.name, v.line, "%s: %q is not a day: write it as YYYY-MM-DD, such as 2026-11-22", field.key, v.node.String())
		}
	case instant:
		if s, _ := v.text(); !isInstant(s) {
			c.report.add(f.name, v.line, "%s: %q is not a time with an offset: write it as 2026-12-05T10:00:00+08:00", field.key, v.node.String())
		}
	case id:
		c.checkID(f, field, v)
	case ids:
		seen := map[string]bool{}
		for _, item := range c.items(f, field, v) {
			s := c.checkID(f, field, item)
			if seen[s] && s != "" {
				c.report.add(f.name, item.line, "%s: %q stands twice: delete one", field.key, s)
			}
			seen[s] = true
		}
	case sources:
		for _, item := range c.items(f, field, v) {
			c.checkSource(f, item)
		}
	case number:
		if _, ok := v.whole(); !ok {
			c.report.add(f.name, v.line, "%s: %q is not a whole number of 0 or more", field.key, v.node.String())
		}
	case boolean:
		if _, ok := v.node.(*ast.BoolNode); !ok {
			c.report.add(f.name, v.line, "%s: must be true or false", field.key)
		}
	}
}

// items returns the items of a list that must not be empty.
func (c *checker) items(f *file, field field, v value) []value {
	items, ok := v.list(f.front.offset)
	switch {
	case !ok:
		c.report.add(f.name, v.line, "%s: must be a list (%s)", field.key, example(field))
	case len(items) == 0 && field.kind == sources:
		c.report.add(f.name, v.line, "sources: at least one is needed, because readers must be able to check what we say")
	case len(items) == 0:
		c.report.add(f.name, v.line, "%s: the list is empty (%s)", field.key, example(field))
	}
	return items
}

func (c *checker) checkString(f *file, key string, v value, most int) {
	s, ok := v.text()
	switch {
	case !ok:
		c.report.add(f.name, v.line, "%s: must be text; put quotes around it: %q", key, v.node.String())
	case strings.TrimSpace(s) == "":
		c.report.add(f.name, v.line, "%s: is empty", key)
	case most > 0 && utf8.RuneCountInString(s) > most:
		c.report.add(f.name, v.line, "%s: has %d characters, at most %d are allowed: shorten it", key, utf8.RuneCountInString(s), most)
	}
}

// checkVisible checks a text of the front matter that readers see as they see the body. Sources are quoted, and not checked so.
func (c *checker) checkVisible(f *file, v value) {
	s, _ := v.text()
	if strings.Contains(s, "{{") {
		c.report.add(f.name, v.line, "shortcodes work below the front matter only: say it without the number (the police, your bank)")
	}
	c.checkHTML(f, v.line, s)
	c.checkNumbers(f, v.line, withoutAddresses(s), "shortcodes do not work here, so say it without the number: the police, the anti-fraud line")
}

// checkID returns the id, or "" if the value is none.
func (c *checker) checkID(f *file, field field, v value) string {
	s, ok := v.text()
	if !ok {
		c.report.add(f.name, v.line, "%s: must be an id of %s", field.key, field.vocabulary)
		return ""
	}
	legal := c.legal(field.vocabulary)
	switch {
	case !slices.Contains(legal, s) && field.vocabulary == "tactics":
		c.report.add(f.name, v.line, "%s: there is no tactic %q%s It must be the name of a file in content/%s/tactics, without .md", field.key, s, didYouMean(s, legal), languages()[0])
	case !slices.Contains(legal, s):
		c.report.add(f.name, v.line, "unknown %s %q%s Legal values: %s", strings.TrimSuffix(field.key, "s"), s, didYouMean(s, legal), strings.Join(legal, ", "))
	case c.unpublished(f, field.vocabulary, s):
		c.report.add(f.name, v.line, "%s: %q is a draft, so readers would find nothing: publish it first, or leave it out", field.key, s)
	case field.key == "related" && s == f.slug:
		c.report.add(f.name, v.line, "related: names the article itself: delete it")
	}
	return s
}

// legal returns the legal ids: slugs of a section, or ids of a data file.
func (c *checker) legal(vocabulary string) []string {
	if _, section := c.schemas[vocabulary]; section {
		return c.slugs(vocabulary)
	}
	return c.data.ids(vocabulary)
}

// checkSource checks one of sources.
func (c *checker) checkSource(f *file, v value) {
	source := newMapping(v.node, f.front.offset)
	keys := []string{"title", "publisher", "url"}
	if source == nil {
		c.report.add(f.name, v.line, "sources: each source has the keys %s", strings.Join(keys, ", "))
		return
	}
	for _, key := range source.keys {
		if !slices.Contains(keys, key) {
			c.report.add(f.name, source.lines[key], "sources: unknown key %q%s A source has the keys %s", key, didYouMean(key, keys), strings.Join(keys, ", "))
		}
	}
	for _, key := range keys {
		item, ok := source.values[key]
		if !ok {
			c.report.add(f.name, v.line, "sources: missing key %q", key)
			continue
		}
		c.checkString(f, "sources."+key, item, 0)
	}
	if address := source.string("url"); address != "" {
		parsed, err := url.Parse(address)
		if err != nil || parsed.Scheme != "https" || parsed.Host == "" {
			c.report.add(f.name, source.values["url"].line, "sources.url: %q must be a whole address that begins with https://", address)
		}
		c.checkAddress(f, source.values["url"].line, address)
	}
}

// checkDays checks the order of days, and warns of those that have passed.
func (c *checker) checkDays(f *file) {
	for _, pair := range [][2]string{{"date", "expires"}, {"reviewed", "review_by"}, {"starts", "ends"}} {
		earlier, later := f.front.string(pair[0]), f.front.string(pair[1])
		if (isDay(earlier) && isDay(later) || isInstant(earlier) && isInstant(later)) && later <= earlier {
			c.report.add(f.name, f.front.lines[pair[1]], "%s: %s is not after %s (%s)", pair[1], later, pair[0], earlier)
		}
	}
	if by := f.front.string("review_by"); isDay(by) && by < c.today.Format(time.DateOnly) {
		c.report.warn(f.name, f.front.lines["review_by"], "review_by %s has passed: read the article again, then set reviewed and review_by", by)
	}
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// isInstant: RFC 3339 with a numeric offset, so that a seminar says its own wall clock.
func isInstant(s string) bool {
	_, err := time.Parse("2006-01-02T15:04:05-07:00", s)
	return err == nil
}
