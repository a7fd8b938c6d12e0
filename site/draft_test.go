package site_test

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// A writer looks at a new article before anything is filled in: no template may stop at what a draft lacks.
func TestNewDraftsOfEveryKindCanBeLookedAt(t *testing.T) {
	site := newFixture(t)
	maker := filepath.Join(t.TempDir(), "new")
	if out, err := site.run("build", "-o", maker, "./scripts/article"); err != nil {
		t.Fatalf("build scripts/article: %v\n%s", err, out)
	}
	kinds := []string{"tactic", "alert", "guide", "seminar"}
	for _, kind := range kinds {
		command := exec.CommandContext(t.Context(), maker, kind, "quite-new")
		command.Dir = site.root
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("new %s: %v\n%s", kind, err, out)
		}
	}
	t.Setenv("HUGO_BUILDDRAFTS", "true")
	t.Setenv("HUGO_BUILDFUTURE", "true") // the drafts are of today, the fixture of another day
	if out, err := site.build(); err != nil {
		t.Fatalf("hugo: %v\n%s", err, out)
	}
	for _, kind := range kinds {
		for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
			site.read(filepath.Join(lang, kind+"s", "quite-new", "index.html"))
		}
	}
}
