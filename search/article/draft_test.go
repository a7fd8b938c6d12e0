package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADraftIsNamedAndStopsNothing(t *testing.T) {
	for _, test := range []struct {
		name, file, from, to string
		errors               int
		want                 string // one of the problems
	}{
		{"an unfilled field of a draft is a warning", "tactics/good.md", "\ncategory: ", "\ndraft: true\ncategory: nonsense-", 0, `warning: draft: unknown category "nonsense-`},
		{"draft: false is no draft", "tactics/good.md", "\ncategory: ", "\ndraft: false\ncategory: nonsense-", 1, `unknown category "nonsense-`},
		{"draft takes true and false only", "tactics/good.md", "\ncategory: ", "\ndraft: soon\ncategory: ", 1, "draft: must be true or false"},
		{"an article in print may not relate to a draft", "tactics/other-good.md", "\ncategory: ", "\ndraft: true\ncategory: ", 0, `"other-good" is a draft`},
	} {
		t.Run(test.name, func(t *testing.T) {
			content := t.TempDir()
			if err := os.CopyFS(content, os.DirFS("testdata/good")); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(content, "zh-hant", test.file)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Replace(string(text), test.from, test.to, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			report := checked(t, content, "testdata/data", today())
			errors := 0
			for _, p := range report.Problems {
				if p.File == filepath.ToSlash(path) && !p.Warning {
					errors++
				}
			}
			if errors != test.errors {
				t.Errorf("%d errors in %s, want %d:\n%s", errors, test.file, test.errors, report)
			}
			if !strings.Contains(report.String(), test.want) {
				t.Errorf("no %q in:\n%s", test.want, report)
			}
		})
	}
}
