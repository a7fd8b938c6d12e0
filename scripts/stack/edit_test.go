package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// within is generous: CI shares its cores. On two idle ones it takes about a second, and the log says how long.
const within = 20 * time.Second

func TestASavedArticleAppearsInEveryLanguage(t *testing.T) {
	s, article := editedCopy(t)
	ctx, cancel := context.WithCancel(t.Context())
	var watching sync.WaitGroup
	watching.Go(func() { s.watchArticles(ctx) })
	defer watching.Wait()
	defer cancel()
	appears(t, s, "zh-hans/tactics/index.html", "<main") // the first build of the whole site is over
	for _, test := range []struct{ name, lang, saved, want, page string }{
		{"Traditional", "zh-hant", "這個測試說轉賬", "這個測試說轉賬", "zh-hant"},
		{"Simplified, out of the Traditional", "zh-hant", "那個測試說轉賬", "那个测试说转账", "zh-hans"},
		{"English", "en", "this test says transfer", "this test says transfer", "en"},
		{"the first good text after a broken one", "en", "", "the test is over", "en"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(s.root, "content", test.lang, article+".md")
			page := filepath.Join(test.page, article, "index.html")
			if test.saved == "" {
				before := read(t, filepath.Join(s.public(), page))
				save(t, file, "[dead](/guides/nowhere)")
				time.Sleep(3 * time.Second)
				if read(t, filepath.Join(s.public(), page)) != before {
					t.Error("a broken article replaced the last good page")
				}
				save(t, file, test.want)
			} else {
				save(t, file, test.saved)
			}
			began := time.Now()
			appears(t, s, page, test.want)
			t.Logf("%.1f s from saving to the page", time.Since(began).Seconds())
		})
	}
}

// editedCopy is a copy of the project and a stack that watches it, with the programs that --edit needs.
func editedCopy(t *testing.T) (*stack, string) {
	t.Helper()
	root := t.TempDir()
	for _, part := range []string{"content", "site/hugo.toml", "site/layouts", "site/assets", "site/i18n", "site/data", "site/content", "site/archetypes", "site/package.json", "site/resources"} {
		to := filepath.Join(root, part)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		// site/resources, the pictures that Hugo keeps, is missing in a fresh checkout: it is then slower.
		if out, err := exec.Command("cp", "-r", filepath.Join("../..", part), to).CombinedOutput(); err != nil && part != "site/resources" {
			t.Fatalf("%v: %s", err, out)
		}
	}
	modules, err := filepath.Abs("../../site/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(root, "site/node_modules")); err != nil {
		t.Fatal(err)
	}
	s := newStack(options{root: root, data: t.TempDir(), port: 8080, edit: true}, &bytes.Buffer{})
	if err := makeFolders(s); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", s.folder("bin")+string(filepath.Separator), "./search", "./scripts/hans", "github.com/gohugoio/hugo")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	hans := exec.Command(s.folder("bin", "hans"))
	hans.Dir = root
	if out, err := hans.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return s, "tactics/police-prosecutor-court"
}

// save puts text at the end of the article, in the place of what it put there before.
func save(t *testing.T, file, text string) {
	t.Helper()
	const mark = "\n\n\n"
	before, _, _ := strings.Cut(read(t, file), mark)
	if err := os.WriteFile(file, []byte(before+mark+text+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func appears(t *testing.T, s *stack, page, text string) {
	t.Helper()
	for began := time.Now(); time.Since(began) < within; time.Sleep(20 * time.Millisecond) {
		if content, err := os.ReadFile(filepath.Join(s.public(), page)); err == nil && strings.Contains(string(content), text) {
			return
		}
	}
	t.Fatalf("%s has no %q after %s; --edit said:\n%s", page, text, within, s.out)
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
