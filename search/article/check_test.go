package article

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// today is the day on which all tests run, so that what has passed does not depend on the calendar.
func today() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func checked(t *testing.T, content, data string, now time.Time) *Report {
	t.Helper()
	report, err := Check(Folders{Content: content, Data: data}, now)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestGoodArticlesPass(t *testing.T) {
	if report := checked(t, "testdata/good", "testdata/data", today()); len(report.Problems) > 0 {
		t.Errorf("problems in testdata/good:\n%s", report)
	}
}

func TestOurOwnArticlesPass(t *testing.T) {
	if report := checked(t, "../../content", "../../site/data", time.Now()); report.Errors() > 0 {
		t.Errorf("go run ./search check says:\n%s", report)
	}
}

// Each file of testdata/broken is broken in one way. The golden file is what an editor reads; its diff is the review.
func TestBrokenArticlesAreRefused(t *testing.T) {
	const golden = "testdata/broken.golden"
	report := checked(t, "testdata/broken", "testdata/data", today())
	if *update {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if report.String() != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s\nIf the change is wanted: go test ./search/article -update", report, want)
	}
}

func TestEachBrokenFileIsRefusedForOneReason(t *testing.T) {
	errors := map[string]int{}
	for _, p := range checked(t, "testdata/broken", "testdata/data", today()).Problems {
		if !p.Warning {
			errors[filepath.ToSlash(p.File)]++
		}
	}
	broken := 0
	err := filepath.WalkDir("testdata/broken/zh-hant", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || expectedGood(path) {
			return err
		}
		broken++
		if n := errors[filepath.ToSlash(path)] + errors[filepath.ToSlash(filepath.Dir(path))] + errors[strings.Replace(filepath.ToSlash(path), "zh-hant", "en", 1)]; n != 1 {
			t.Errorf("%s: %d errors, want the one that its name says", path, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if broken < 40 {
		t.Errorf("%d broken files, want at least 40", broken)
	}
}

// expectedGood are the files that the broken ones refer to, and the first of two with one address.
func expectedGood(path string) bool {
	switch filepath.Base(path) {
	case "good.md":
		return !strings.Contains(path, "news")
	case "other-good.md", "tea.md", "about.md":
		return true
	}
	return false
}

func TestWarnings(t *testing.T) {
	report := checked(t, "testdata/good", "testdata/data", today().AddDate(1, 0, 0))
	if report.Errors() > 0 {
		t.Fatalf("errors:\n%s", report)
	}
	if text := report.String(); !strings.Contains(text, "warning: review_by 2027-05-22 has passed") {
		t.Errorf("no warning about review_by:\n%s", text)
	}
	content := copied(t, "testdata/good")
	replace(t, filepath.Join(content, "en/alerts/good.md"), "reviewed: 2026-11-22", "reviewed: 2026-11-21")
	if err := os.Remove(filepath.Join(content, "en/guides/good.md")); err != nil {
		t.Fatal(err)
	}
	report = checked(t, content, "testdata/data", today())
	for _, want := range []string{"reviewed 2026-11-21, the source 2026-11-22", "1 articles have no English translation: guides/good.md", "0 errors, 2 warnings"} {
		if !strings.Contains(report.String(), want) {
			t.Errorf("no %q in:\n%s", want, report)
		}
	}
}

// copied returns a copy of a folder that the test may change.
func copied(t *testing.T, folder string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return to
}

func replace(t *testing.T, path, old, new string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	if err := os.WriteFile(path, bytes.Replace(text, []byte(old), []byte(new), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}
