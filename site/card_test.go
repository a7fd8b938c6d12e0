package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"golang.org/x/image/font/sfnt"
)

// A character that the font lacks would stand on a share card as an empty box, and no build would say so.
func TestFontOfTheShareCardsHasEveryCharacterOfEveryTitle(t *testing.T) {
	content, err := os.ReadFile("assets/fonts/NotoSansSC_700Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	font, err := sfnt.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	// The Simplified titles are those that scripts/hans makes.
	site := newFixture(t)
	site.add("../content", "content")
	site.add("data", "site/data")
	if out, err := site.run("run", "./scripts/hans", "-root", site.root); err != nil {
		t.Fatalf("scripts/hans: %v\n%s", err, out)
	}
	texts := map[string]string{}
	title := regexp.MustCompile(`(?m)^title: (.+)$`)
	for _, folder := range []string{"content", "site/.generated/content"} {
		err := filepath.WalkDir(filepath.Join(site.root, folder), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Base(filepath.Dir(path)) != "tactics" {
				return err
			}
			article, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, found := range title.FindAllStringSubmatch(string(article), -1) {
				texts[path] = found[1]
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(texts) < 3*52 {
		t.Fatalf("only %d titles were read", len(texts))
	}
	// The name of its category stands on every card.
	for _, file := range []string{"site/data/categories.yaml", "site/.generated/data/hans.json"} {
		names, err := os.ReadFile(filepath.Join(site.root, file))
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = regexp.MustCompile(`\s+`).ReplaceAllString(string(names), "")
	}
	var buffer sfnt.Buffer
	for path, text := range texts {
		for _, r := range text {
			if index, err := font.GlyphIndex(&buffer, r); err != nil || index == 0 {
				t.Errorf("%s: the font has no %q (%U): %v; word the title otherwise, or take another font", path, r, r, err)
			}
		}
	}
}
