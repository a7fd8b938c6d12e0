package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func put(t *testing.T, root, name, text string, written time.Time) {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
}

func TestSavedFilesAreSeen(t *testing.T) {
	root, then := t.TempDir(), time.Unix(1_800_000_000, 0)
	for _, name := range []string{"content/en/tactics/kept.md", "content/en/tactics/saved.md", "content/en/tactics/removed.md"} {
		put(t, root, name, "a", then)
	}
	before := look(root, "content")
	put(t, root, "content/en/tactics/saved.md", "b", then.Add(time.Second))
	put(t, root, "content/en/tactics/added.md", "a", then)
	put(t, root, "content/en/tactics/.saved.md.swp", "a", then)
	put(t, root, "content/en/tactics/saved.md~", "a", then)
	if err := os.Remove(filepath.Join(root, "content/en/tactics/removed.md")); err != nil {
		t.Fatal(err)
	}
	want := []string{"content/en/tactics/added.md", "content/en/tactics/removed.md", "content/en/tactics/saved.md"}
	if got := look(root, "content").since(before); !slices.Equal(got, want) {
		t.Errorf("seen %v, want %v", got, want)
	}
}

func TestPagesOf(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"content/zh-hant/tactics/one.md", "content/en/tactics/one.md", "content/en/guides/two.md", "site/data/areas.yaml"} {
		put(t, root, name, "", time.Now())
	}
	for _, test := range []struct {
		name        string
		files, want []string
	}{
		{"both languages of an article are one page", []string{"content/en/tactics/one.md", "content/zh-hant/tactics/one.md"}, []string{"/tactics/one"}},
		{"two articles", []string{"content/en/guides/two.md", "content/en/tactics/one.md"}, []string{"/guides/two", "/tactics/one"}},
		{"a data file needs the whole site", []string{"content/en/tactics/one.md", "site/data/areas.yaml"}, nil},
		{"so does a removed article", []string{"content/en/tactics/gone.md"}, nil},
		{"and a name that is no slug", []string{"content/en/tactics/{a,b}.md"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := pagesOf(root, test.files); !slices.Equal(got, test.want) {
				t.Errorf("pages %v, want %v", got, test.want)
			}
		})
	}
}

func TestOnlyChangedFilesAreCopied(t *testing.T) {
	from, to, then := t.TempDir(), t.TempDir(), time.Unix(1_800_000_000, 0)
	put(t, from, "same.html", "a", time.Now())
	put(t, to, "same.html", "a", then)
	put(t, from, "en/other.html", "new", time.Now())
	put(t, to, "en/other.html", "old", then)
	put(t, to, "admin/index.html", "stays", then)
	if err := copyChanged(context.Background(), from, to); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(to, "same.html")); err != nil || !info.ModTime().Equal(then) {
		t.Error("an equal file was written again")
	}
	for name, want := range map[string]string{"en/other.html": "new", "admin/index.html": "stays"} {
		if text, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(text) != want {
			t.Errorf("%s is %q (%v), want %q", name, text, err, want)
		}
	}
}

func TestMistakesLeaveOutTheRest(t *testing.T) {
	said := "hugo --source site: exit status 1\nStart building sites\nERROR content/en/tactics/a.md:4: unknown category \"x\"\nTotal in 4 s\n"
	if got := mistakes(said); strings.Contains(got, "Total") || !strings.Contains(got, "a.md:4") {
		t.Errorf("got %q", got)
	}
	if got := mistakes("no such file"); got != "no such file" {
		t.Errorf("got %q", got)
	}
}
