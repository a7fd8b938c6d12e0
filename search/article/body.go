package article

import (
	"regexp"
	"slices"
	"strings"
)

var (
	headingPattern   = regexp.MustCompile(`^##\s+(.*?)\s*(?:\{#([^}]*)\})?\s*$`)
	numberedPattern  = regexp.MustCompile(`^\d+\. `)
	codePattern      = regexp.MustCompile("`[^`]*`")
	shortcodePattern = regexp.MustCompile(`\{\{[<%].*?[%>]\}\}`)
	tagPattern       = regexp.MustCompile(`<[A-Za-z/!?][^>]*>?`)
)

// hotlineRoles are what the shortcode takes.
func hotlineRoles() []string { return []string{"report", "advise", "warn"} }

// checkBody checks the Markdown below the front matter.
func (c *checker) checkBody(f *file) {
	if strings.TrimSpace(f.body) == "" {
		c.report.add(f.name, f.bodyLine, "there is no text below the front matter")
	}
	c.checkHeadings(f)
	if c.schemas[f.section].scene {
		c.checkScene(f)
	}
	inCode := false
	for i, line := range strings.Split(f.body, "\n") {
		number := f.bodyLine + i
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			inCode = !inCode
			continue
		}
		if inCode {
			continue
		}
		line = codePattern.ReplaceAllString(line, "")
		line = c.checkShortcodes(f, number, line)
		c.checkHTML(f, number, line)
		c.checkLinks(f, number, line)
		c.checkNumbers(f, number, withoutAddresses(line), typedHotline)
	}
}

// checkHeadings: the title is the only first-level heading; a tactic has its eight sections, which other pages link to.
func (c *checker) checkHeadings(f *file) {
	type section struct {
		id         string
		line       int
		text, list bool
	}
	var sections []section
	for i, line := range strings.Split(f.body, "\n") {
		if strings.HasPrefix(line, "# ") {
			c.report.add(f.name, f.bodyLine+i, "a heading of the first level: the page already has its title; begin with ##")
		}
		if match := headingPattern.FindStringSubmatch(line); match != nil {
			sections = append(sections, section{id: match[2], line: f.bodyLine + i})
			continue
		}
		if last := len(sections) - 1; last >= 0 && strings.TrimSpace(line) != "" {
			sections[last].text = true
			sections[last].list = sections[last].list || numberedPattern.MatchString(line)
		}
	}
	want := c.schemas[f.section].headings
	if want == nil {
		return
	}
	var got []string
	for _, s := range sections {
		got = append(got, s.id)
		switch {
		case s.id == "":
			c.report.add(f.name, s.line, "a heading without id: write ## Heading {#id}, with one of the ids %s", strings.Join(want, ", "))
		case !slices.Contains(want, s.id):
			c.report.add(f.name, s.line, "unknown section %q%s The sections are, in this order: %s", s.id, didYouMean(s.id, want), strings.Join(want, ", "))
		case !s.text:
			c.report.add(f.name, s.line, "section %q is empty", s.id)
		case s.id == "how-it-goes" && !s.list:
			c.report.add(f.name, s.line, "section %q must hold a numbered list (1. 2. 3.) of what happens", s.id)
		}
	}
	c.checkOrder(f, got, want)
}

func (c *checker) checkOrder(f *file, got, want []string) {
	complete := true
	for _, id := range want {
		switch n := count(got, id); {
		case n == 0:
			c.report.add(f.name, f.bodyLine, "missing section ## … {#%s}: other pages and printed codes link to it", id)
			complete = false
		case n > 1:
			c.report.add(f.name, f.bodyLine, "section {#%s} stands %d times: keep one", id, n)
			complete = false
		}
	}
	known := slices.DeleteFunc(slices.Clone(got), func(id string) bool { return !slices.Contains(want, id) })
	if complete && !slices.Equal(known, want) {
		c.report.add(f.name, f.bodyLine, "the sections stand in the order %s; readers expect %s", strings.Join(known, ", "), strings.Join(want, ", "))
	}
}

func count(list []string, s string) int {
	n := 0
	for _, item := range list {
		if item == s {
			n++
		}
	}
	return n
}

// checkShortcodes returns the line without its shortcodes.
func (c *checker) checkShortcodes(f *file, number int, line string) string {
	for _, found := range shortcodePattern.FindAllString(line, -1) {
		words := strings.Fields(strings.Trim(found, "{}<>%"))
		if len(words) != 2 || words[0] != "hotline" || !slices.Contains(hotlineRoles(), words[1]) || !strings.HasPrefix(found, "{{<") {
			c.report.add(f.name, number, "unknown shortcode %s: articles use {{< hotline ROLE >}}, where ROLE is %s", found, strings.Join(hotlineRoles(), ", "))
		}
	}
	line = shortcodePattern.ReplaceAllString(line, "")
	if strings.Contains(line, "{{") || strings.Contains(line, "}}") {
		c.report.add(f.name, number, "a shortcode that is not closed on its line: write {{< hotline report >}}")
	}
	return line
}

func (c *checker) checkHTML(f *file, number int, line string) {
	if tag := tagPattern.FindString(line); tag != "" {
		c.report.add(f.name, number, "raw HTML %q: write Markdown; for a link [text](address), for the sign itself &lt;", tag)
	}
}
