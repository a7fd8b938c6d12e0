// Package site_test builds a small site with the real Hugo and compares what readers and the other parts get with testdata/golden.
// It imports nothing of ours; the content of the fixture is testdata/content, its registry testdata/data. Read fixture_test.go first.
//
//	go test ./site -update   writes the goldens anew: the difference is what a reviewer reads
package site_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

func TestFixtureSite(t *testing.T) {
	site := newFixture(t)
	out, err := site.build()
	if err != nil {
		t.Fatalf("hugo: %v\n%s", err, out)
	}
	if strings.Contains(out, "WARN") || strings.Contains(out, "deprecated") {
		t.Errorf("the build warns:\n%s", out)
	}

	t.Run("pages and files are as the goldens", func(t *testing.T) {
		for _, golden := range []struct {
			file string
			tidy func(*testing.T, string) string
		}{
			{"zh-hant/tactics/fake-police/index.html", mainPart},
			{"zh-hans/tactics/fake-police/index.html", mainPart},
			{"en/tactics/fake-police/index.html", mainPart},
			{"en/tactics/fake-police/print.html", mainPart},
			{"en/guides/glossary/index.html", mainPart},
			{"en/bulletin/index.html", mainPart},
			{"zh-hans/videos/fake-police-call/index.html", mainPart},
			{"videos/fake-police-call.zh-hans.vtt", asIs},
			{"zh-hans/quiz/index.html", mainPart},
			{"en/quiz/paper.html", mainPart},
			{"freshness.json", indented},
			{"registry.json", indented},
			{"search-documents.json", indented},
			{"codes/PRESENT1.json", indented},
			{"codes/SEM1NAR1.json", indented},
			{"zh-hant/seminars/seminars.ics", asIs},
			{"en/seminars/seminars.ics", asIs},
			{"en/alerts/index.xml", asIs},
			{"shell/en.html", mainPart},
		} {
			compare(t, golden.file, golden.tidy(t, site.read(golden.file)))
		}
	})

	t.Run("a calendar has CRLF and no line above 75 octets", func(t *testing.T) {
		calendar := site.read("zh-hant/seminars/seminars.ics")
		for _, line := range strings.SplitAfter(strings.TrimSuffix(calendar, "\r\n"), "\r\n") {
			if strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") || len(strings.TrimSuffix(line, "\r\n")) > 75 {
				t.Errorf("line of %d octets or with a bare line feed: %q", len(line), line)
			}
		}
	})

	t.Run("no page carries an inline script or style", func(t *testing.T) {
		inline := regexp.MustCompile(`<style|\sstyle=|<script(?:>|\s+[^>]*type="?(?:text/javascript|module)"?[^>]*>[^<])|\son[a-z]+=`)
		for _, page := range site.pages() {
			if found := inline.FindString(site.read(page)); found != "" {
				t.Errorf("%s: %q: the Content-Security-Policy would refuse it", page, found)
			}
		}
	})

	t.Run("no template wrote what Go refuses to write there", func(t *testing.T) {
		for _, page := range site.pages() {
			if strings.Contains(strings.ToLower(site.read(page)), "zgotmplz") {
				t.Errorf("%s holds ZgotmplZ: a value stands where it could be taken for markup or a script", page)
			}
		}
	})

	t.Run("an expired alert is in no list and still has its page", func(t *testing.T) {
		site.read("en/alerts/expired/index.html")
		for _, list := range []string{"en/index.html", "en/alerts/index.html", "en/alerts/index.xml", "en/category/rebate/index.html"} {
			if strings.Contains(site.read(list), "/en/alerts/expired/") {
				t.Errorf("%s lists an alert that expired yesterday", list)
			}
		}
	})

	t.Run("an item of the quiz is no page and is found by no search", func(t *testing.T) {
		for _, file := range []string{"en/sitemap.xml", "en/search-index.json", "search-documents.json"} {
			if text := site.read(file); strings.Contains(text, "/items/") || strings.Contains(text, "safe account.”") {
				t.Errorf("%s has an item", file)
			}
		}
		for _, page := range site.pages() {
			if strings.Contains(page, "items/") {
				t.Errorf("%s is a page", page)
			}
		}
	})

	t.Run("the shell says exactly where the service sets its answer", func(t *testing.T) {
		for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
			shell := site.read("shell/" + lang + ".html")
			for _, mark := range []string{"<title>{{fz:title}}</title>", "{{fz:main}}", `content="noindex"`} {
				if strings.Count(shell, mark) != 1 {
					t.Errorf("shell/%s.html has %q %d times, want once", lang, mark, strings.Count(shell, mark))
				}
			}
			if strings.Contains(site.read(lang+"/sitemap.xml"), "shell") {
				t.Errorf("%s/sitemap.xml lists the shell", lang)
			}
		}
	})
}

func TestBrokenContentStopsTheBuildNamingFileAndLine(t *testing.T) {
	site := newFixture(t)
	site.add("testdata/broken", "content/zh-hant")
	out, err := site.build()
	if err == nil {
		t.Fatal("a site with broken articles was built")
	}
	for _, test := range []struct{ name, want string }{
		{"a dead link", `guides/dead-link.md:13:1": dead link "/guides/nowhere"`},
		{"a dead anchor", `guides/dead-anchor.md:13:1": dead anchor "/guides/emergency#nowhere"`},
		{"a link that runs a script", `guides/forbidden-scheme.md:13:1": the link "javascript:alert" is not allowed`},
		{"a link without encryption", `guides/plain-http.md:13:1": the link "http://example.org/" is not allowed`},
		{"an image without words", `guides/no-alternative-text.md:13:1": the image "/svg/brand.svg" has no alternative text`},
		{"a hotline of an unknown role", `guides/unknown-role.md:13:1": hotline has no role "rescue"`},
		{"an unknown category", `alerts/unknown-category.md:4: unknown category "no-such-kind"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(out, test.want) {
				t.Errorf("no error with\n\t%s\nin\n%s", test.want, out)
			}
		})
	}
}

// mainPart cuts a page down to <main>, an element per line, so that a difference can be read.
func mainPart(t *testing.T, page string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<main.*</main>`).FindString(page)
	if found == "" {
		t.Fatal("the page has no <main>")
	}
	return strings.ReplaceAll(found, "><", ">\n<") + "\n"
}

func indented(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(text), "", " "); err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	return out.String() + "\n"
}

func asIs(_ *testing.T, text string) string { return text }

func compare(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata/golden", file)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run go test ./site -update and read what it wrote", err)
	}
	if got != string(want) {
		t.Errorf("%s differs from %s; if it should, run go test ./site -update and read the difference:\n%s", file, path, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			return "got  " + gotLines[i] + "\nwant " + wantLines[i]
		}
	}
	return "one is longer than the other"
}
