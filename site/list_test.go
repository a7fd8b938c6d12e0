package site_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestALongCategoryIsReadInPages(t *testing.T) {
	const tactics = 61 // one more than hugo.toml puts on a page
	site := newFixture(t)
	for _, lang := range []string{"zh-hant", "en"} {
		folder := filepath.Join(site.root, "content", lang, "tactics")
		text, err := os.ReadFile(filepath.Join(folder, "fake-police.md"))
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; i < tactics; i++ {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("copy-%d.md", i)), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if out, err := site.build(); err != nil {
		t.Fatalf("hugo: %v\n%s", err, out)
	}
	const card = `<li class="fz-card">`
	for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
		category := lang + "/category/authority/"
		for _, test := range []struct {
			name, file string
			cards      int
			has        []string
			lacks      string
		}{
			{"the first page of a category is for search engines, and leads on", category + "index.html", 60,
				[]string{`href="/` + category + `page/2/"`, `rel="canonical"`}, `content="noindex"`},
			{"the second page holds the rest, leads back and is for readers only", category + "page/2/index.html", 1,
				[]string{`href="/` + category + `"`, `content="noindex"`}, `rel="canonical"`},
			{"the library shows some of each category and leads to all", lang + "/tactics/index.html", 12,
				[]string{`class="fz-block__more" href="/` + category + `"`}, `/page/2/`},
			{"a short list has no pages", lang + "/category/rebate/index.html", 0, nil, "fz-pager"},
		} {
			t.Run(lang+": "+test.name, func(t *testing.T) {
				page := site.read(test.file)
				if got := strings.Count(page, card); got != test.cards {
					t.Errorf("%d cards, want %d", got, test.cards)
				}
				for _, want := range test.has {
					if !strings.Contains(page, want) {
						t.Errorf("no %s", want)
					}
				}
				if strings.Contains(page, test.lacks) {
					t.Errorf("there is %s", test.lacks)
				}
			})
		}
	}
}
