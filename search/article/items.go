package article

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	itemsSection = "items"
	// retiredKey: the item is drawn no more, and answers to it that are still under way are understood.
	retiredKey = "retired"
	// longestDifference is how far the mean lengths of scenes may lie apart, else length alone tells the truth.
	longestDifference = 0.15
	// fewItems: below so many of each truth a mean says nothing.
	fewItems = 10
)

// checkScene: an item is shown as a message is, in one piece and without formatting.
func (c *checker) checkScene(f *file) {
	scene := strings.TrimSpace(f.body)
	if n := utf8.RuneCountInString(scene); n > mostScene {
		c.report.add(f.name, f.bodyLine, "the scene has %d characters, at most %d are allowed: shorten it", n, mostScene)
	}
	if strings.Contains(scene, "\n") || strings.ContainsAny(scene, "*_`#>") || linkPattern.MatchString(scene) || shortcodePattern.MatchString(scene) {
		c.report.add(f.name, f.bodyLine, "the scene must be one paragraph of plain text: no Markdown, no links, no shortcodes, no line breaks")
	}
}

// checkItems checks the bank as a whole. A round takes two scams and two genuine scenes of one form, each of another tactic,
// and the next round takes the other form: so each tactic and each channel needs the same number of all four kinds.
func (c *checker) checkItems() {
	source := languages()[0]
	folder := filepath.ToSlash(filepath.Join(c.folders.Content, source, itemsSection))
	for _, key := range []string{"channel", "tactic"} {
		counts := map[string]map[[2]string]int{} // channel or tactic -> {form, truth} -> items
		for _, f := range c.drawn(source) {
			name := f.front.string(key)
			if counts[name] == nil {
				counts[name] = map[[2]string]int{}
			}
			counts[name][[2]string{f.front.string("form"), f.front.string("truth")}]++
		}
		for _, name := range slices.Sorted(maps.Keys(counts)) {
			c.checkBalance(folder, key, name, counts[name])
		}
	}
	for _, lang := range []string{source, "en"} {
		c.checkLengths(lang)
	}
}

// drawn are the items of a language that a round may take. What is wrong with a single one is said elsewhere.
func (c *checker) drawn(lang string) []*file {
	var items []*file
	for _, key := range slices.Sorted(maps.Keys(c.files[lang])) {
		f := c.files[lang][key]
		if f.section != itemsSection || f.front == nil || f.draft() || f.retired() {
			continue
		}
		if slices.Contains(c.legal("truths"), f.front.string("truth")) && slices.Contains(c.legal("forms"), f.front.string("form")) {
			items = append(items, f)
		}
	}
	return items
}

func (f *file) retired() bool {
	v, ok := f.front.values[retiredKey]
	return ok && v.node.String() == "true"
}

func (c *checker) checkBalance(folder, key, name string, counts map[[2]string]int) {
	most := slices.Max(slices.Collect(maps.Values(counts)))
	for _, form := range c.data.ids("forms") {
		for _, truth := range c.data.ids("truths") {
			if n := counts[[2]string{form, truth}]; n < most {
				c.report.add(folder, 0, "%s %q has %d items with truth %s in form %s and %d of another kind: readers could tell by the %s; write as many of each", key, name, n, truth, form, most, key)
			}
		}
	}
}

func (c *checker) checkLengths(lang string) {
	total, n := map[string]float64{}, map[string]int{}
	for _, f := range c.drawn(lang) {
		truth := f.front.string("truth")
		total[truth] += float64(utf8.RuneCountInString(strings.TrimSpace(f.body)))
		n[truth]++
	}
	means := map[string]float64{}
	for truth, count := range n {
		if count < fewItems {
			return
		}
		means[truth] = total[truth] / float64(count)
	}
	if a, b := means["scam"], means["genuine"]; max(a, b) > (1+longestDifference)*min(a, b) {
		c.report.add(filepath.ToSlash(filepath.Join(c.folders.Content, lang, itemsSection)), 0,
			"scams have %.0f characters on average and genuine scenes %.0f: readers could tell by the length; keep them within 15 %%", a, b)
	}
}
