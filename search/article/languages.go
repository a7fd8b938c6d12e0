package article

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// compareLanguages compares each article with the one in the source language.
func (c *checker) compareLanguages() {
	source := c.files[languages()[0]]
	for _, lang := range languages()[1:] {
		for _, key := range slices.Sorted(maps.Keys(c.files[lang])) {
			f := c.files[lang][key]
			if original, ok := source[key]; !ok {
				c.report.warn(f.name, 0, "there is no %s in %s, which all others are translated from", key, languages()[0])
			} else if f.front != nil && original.front != nil {
				c.compare(f, original)
			}
		}
	}
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(source)) {
		if _, ok := c.files["en"][key]; !ok {
			missing = append(missing, key+".md")
		}
	}
	if len(missing) > 0 {
		c.report.warn(filepath.ToSlash(filepath.Join(c.folders.Content, "en")), 0, "%d articles have no English translation: %s", len(missing), strings.Join(missing, ", "))
	}
}

func (c *checker) compare(f, original *file) {
	for _, field := range c.schemas[f.section].fields {
		if !field.shared {
			continue
		}
		_, here := f.front.values[field.key]
		_, there := original.front.values[field.key]
		if !field.optional && (!here || !there) {
			continue // the missing one is reported for itself
		}
		if a, b := canonical(f, field), canonical(original, field); a != b {
			c.report.add(f.name, max(f.front.lines[field.key], 1), "%s is %s here and %s in %s: it does not depend on the language, make them equal", field.key, a, b, original.name)
		}
	}
	mine, theirs := f.front.string("reviewed"), original.front.string("reviewed")
	if isDay(mine) && isDay(theirs) && mine < theirs {
		c.report.warn(f.name, f.front.lines["reviewed"], "reviewed %s, the source %s: compare the translation with %s, then set reviewed", mine, theirs, original.name)
	}
}

// canonical returns a value for comparing; the order of ids does not matter.
func canonical(f *file, field field) string {
	if _, ok := f.front.values[field.key]; !ok {
		return "missing"
	}
	if field.kind == ids {
		list := f.front.texts(field.key)
		slices.Sort(list)
		return fmt.Sprintf("[%s]", strings.Join(list, ", "))
	}
	return f.front.values[field.key].node.GetToken().Value
}
