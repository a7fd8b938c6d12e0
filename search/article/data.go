package article

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// entry is one item of a data file.
type entry struct {
	*mapping
	line int
}

// data are the data files of the site, as far as articles or printed codes depend on them.
type data struct {
	folder   string
	report   *Report
	entries  map[string][]entry // by name of the file, without .yaml
	hotlines map[string]string  // digits -> role of the shortcode
}

// readData reads the files. Mistakes inside are reported; the error says that a file is missing.
func readData(folder string, report *Report) (*data, error) {
	d := &data{folder: folder, report: report, entries: map[string][]entry{}, hotlines: map[string]string{}}
	for _, s := range dataSchemas() {
		text, err := os.ReadFile(filepath.Join(folder, s.name+".yaml"))
		if err != nil {
			return nil, err
		}
		report.Files++
		d.entries[s.name] = d.parse(s.name, string(text))
	}
	for _, place := range d.entries["emergency"] {
		for _, number := range d.numbers(place) {
			digits := strings.ReplaceAll(number.string("number"), " ", "")
			d.hotlines[digits] = number.string("role")
		}
	}
	return d, nil
}

func (d *data) parse(name, text string) []entry {
	node, line, reason := parseYAML(text)
	if reason != "" {
		d.report.add(d.file(name), line, "not YAML: %s", reason)
		return nil
	}
	items, ok := newValue(node, 0).list(0)
	if !ok {
		d.report.add(d.file(name), 1, "must be a list: each entry begins with \"- \"")
		return nil
	}
	var entries []entry
	for _, item := range items {
		m := newMapping(item.node, 0)
		if m == nil {
			d.report.add(d.file(name), item.line, "each entry must have the form {key: value}")
			continue
		}
		entries = append(entries, entry{m, item.line})
	}
	return entries
}

func (d *data) file(name string) string {
	return filepath.ToSlash(filepath.Join(d.folder, name+".yaml"))
}

// ids returns the ids of a file in its order.
func (d *data) ids(name string) []string {
	var ids []string
	for _, e := range d.entries[name] {
		ids = append(ids, e.string("id"))
	}
	return ids
}

// find returns the entry with the id.
func (d *data) find(name, id string) (entry, bool) {
	for _, e := range d.entries[name] {
		if e.string("id") == id {
			return e, true
		}
	}
	return entry{}, false
}

// numbers returns the hotline numbers of a place in emergency.yaml.
func (d *data) numbers(place entry) []entry {
	v, ok := place.values["numbers"]
	if !ok {
		return nil
	}
	items, _ := v.list(0)
	var numbers []entry
	for _, item := range items {
		if m := newMapping(item.node, 0); m != nil {
			numbers = append(numbers, entry{m, item.line})
		}
	}
	return numbers
}

// reference reports an id that is not in the other file.
func (d *data) reference(name string, e entry, key, other string, legal []string) {
	id := e.string(key)
	if !slices.Contains(legal, id) {
		d.report.add(d.file(name), e.lines[key], "%s: there is no %q in %s%s", key, id, other, didYouMean(id, legal))
	}
}
