package article

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAnItemBankThatTellsTheTruthByItselfIsRefused(t *testing.T) {
	const item = "zh-hant/items/"
	for _, test := range []struct {
		name   string
		change func(t *testing.T, content string)
		want   string
	}{
		{"a form with fewer genuine scenes", func(t *testing.T, content string) {
			remove(t, content, "genuine-a")
		}, `tactic "good" has 0 items with truth genuine in form a and 1 of another kind`},
		{"a channel with more scams", func(t *testing.T, content string) {
			replace(t, filepath.Join(content, item+"genuine-b.md"), "channel: sms", "channel: call")
		}, `channel "sms" has 0 items with truth genuine in form b and 1 of another kind`},
		{"a retired item that leaves a gap", func(t *testing.T, content string) {
			replace(t, filepath.Join(content, item+"scam-b.md"), "reviewed:", "retired: true\nreviewed:")
		}, `tactic "good" has 0 items with truth scam in form b and 1 of another kind`},
		{"an item retired in one language only", func(t *testing.T, content string) {
			replace(t, filepath.Join(content, "en/items/scam-b.md"), "reviewed:", "retired: true\nreviewed:")
		}, "retired is true here and missing in"},
		{"scams that are longer throughout", func(t *testing.T, content string) {
			for _, name := range strings.Fields("b c d e f") {
				for _, kind := range []string{"scam-a", "scam-b", "genuine-a", "genuine-b"} {
					for _, lang := range []string{"zh-hant", "en"} {
						text, err := os.ReadFile(filepath.Join(content, lang, "items", kind+".md"))
						if err != nil {
							t.Fatal(err)
						}
						if lang == "zh-hant" && strings.HasPrefix(kind, "scam") {
							text = append(text[:len(text)-1], "很急，請在今天內辦理。\n"...)
						}
						if err := os.WriteFile(filepath.Join(content, lang, "items", kind+"-"+name+".md"), text, 0o600); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
		}, "readers could tell by the length"},
	} {
		t.Run(test.name, func(t *testing.T) {
			content := copied(t, "testdata/good")
			test.change(t, content)
			if report := checked(t, content, "testdata/data", today()).String(); !strings.Contains(report, test.want) {
				t.Errorf("no %q in:\n%s", test.want, report)
			}
		})
	}
}

func remove(t *testing.T, content, slug string) {
	t.Helper()
	for _, lang := range []string{"zh-hant", "en"} {
		if err := os.Remove(filepath.Join(content, lang, "items", slug+".md")); err != nil {
			t.Fatal(err)
		}
	}
}

// The issue promises 96 items; whoever comes for one kind of fraud finds it among them.
func TestOurOwnItemsAreManyAndCoverEveryCategory(t *testing.T) {
	c := newChecker(Folders{Content: "../../content", Data: "../../site/data"})
	c.today = time.Now()
	if err := c.read(); err != nil {
		t.Fatal(err)
	}
	var covered []string
	for _, f := range c.drawn("zh-hant") {
		if tactic := c.files["zh-hant"]["tactics/"+f.front.string("tactic")]; tactic != nil {
			covered = append(covered, tactic.front.string("category"))
		}
	}
	if len(covered) < 96 {
		t.Errorf("%d items, want at least 96", len(covered))
	}
	for _, category := range c.data.ids("categories") {
		if !slices.Contains(covered, category) {
			t.Errorf("no item of category %s", category)
		}
	}
}
