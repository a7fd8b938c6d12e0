package site_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// now is the day on which the fixture is built: alerts expire and calendars are stamped by it.
const now = "2026-11-22T09:00:00+08:00"

// fixture is a project folder of its own: the templates of this site over the content and data of testdata.
type fixture struct {
	t    *testing.T
	root string
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{t, t.TempDir()}
	for _, part := range []string{"hugo.toml", "layouts", "assets", "i18n", "content", "archetypes", "package.json"} {
		f.add(part, filepath.Join("site", part))
	}
	f.add("testdata/data", "site/data")
	f.add("testdata/content", "content")
	// js.Build looks for MiniSearch beside hugo.toml.
	modules, err := filepath.Abs("node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "minisearch")); err != nil {
		t.Fatalf("%v: run npm ci in site/", err)
	}
	if err := os.Symlink(modules, filepath.Join(f.root, "site/node_modules")); err != nil {
		t.Fatal(err)
	}
	return f
}

// add copies a file or a folder of this package's folder into the fixture.
func (f *fixture) add(from, to string) {
	f.t.Helper()
	to = filepath.Join(f.root, to)
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, strings.TrimPrefix(path, from))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

// build makes the Simplified half and runs Hugo, both as scripts/build does; it returns what Hugo printed.
func (f *fixture) build() (string, error) {
	f.t.Helper()
	if out, err := f.run("run", "./scripts/hans", "-root", f.root); err != nil {
		f.t.Fatalf("scripts/hans: %v\n%s", err, out)
	}
	return f.run("tool", "hugo", "--source", filepath.Join(f.root, "site"), "--destination", filepath.Join(f.root, "public"),
		"--clock", now, "--noBuildLock", "--printPathWarnings", "--cacheDir", filepath.Join(f.root, "cache"))
}

func (f *fixture) run(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(f.t.Context(), 10*time.Minute) // a first compile of Hugo takes minutes
	defer cancel()
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = ".."
	out, err := command.CombinedOutput()
	return string(out), err
}

// read returns a file that Hugo wrote.
func (f *fixture) read(name string) string {
	f.t.Helper()
	content, err := os.ReadFile(filepath.Join(f.root, "public", name))
	if err != nil {
		f.t.Fatal(err)
	}
	return string(content)
}

// pages returns the names of all HTML files that Hugo wrote.
func (f *fixture) pages() []string {
	f.t.Helper()
	public := filepath.Join(f.root, "public")
	var found []string
	err := filepath.WalkDir(public, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".html" {
			found = append(found, strings.TrimPrefix(path, public+"/"))
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return found
}
