package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGrowFillsUpWithRealArticlesUnderNewSlugs(t *testing.T) {
	content := t.TempDir()
	for _, lang := range []string{"zh-hant", "en"} {
		for _, name := range []string{"tactics/one.md", "guides/two.md"} {
			path := filepath.Join(content, lang, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("---\ntitle: A\n---\nbody"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	before, err := grow(content, 12)
	if err != nil || before != 2 {
		t.Fatalf("%d articles before, %v; want 2", before, err)
	}
	for _, lang := range []string{"zh-hant", "en"} {
		files, err := filepath.Glob(filepath.Join(content, lang, "*", "*.md"))
		if err != nil || len(files) != 12 {
			t.Errorf("%s has %d articles (%v), want 12", lang, len(files), err)
		}
	}
	text, err := os.ReadFile(filepath.Join(content, "en/tactics/one-7.md"))
	if err != nil || !strings.Contains(string(text), "title: A") {
		t.Errorf("one-7.md is %q (%v)", text, err)
	}
}

func TestTableReadsAsMarkdown(t *testing.T) {
	var out strings.Builder
	if err := printTable(&out, measured{"x", 10, 300, 2 * time.Second, 3 * time.Second, 64 << 20}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "| x | 10 | 300 | 2.0 s | 3.0 s | 150 | 64 MB |\n") {
		t.Errorf("got\n%s", out.String())
	}
}
