package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// measured is one build.
type measured struct {
	name     string
	articles int // per language
	pages    int // HTML files written
	wall     time.Duration
	cpu      time.Duration // user and system
	peak     int64         // bytes resident
}

// benchSite builds the real site, then the same with a tenth of the articles and with all of them, and prints the table: pages per
// second that stay the same from row to row are the point.
func benchSite(ctx context.Context, root string, articles int, out io.Writer) error {
	folder, err := os.MkdirTemp("", "fangzha-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	hugo := filepath.Join(folder, "hugo")
	if err := command(ctx, root, "go", "build", "-o", hugo, "github.com/gohugoio/hugo").Run(); err != nil {
		return fmt.Errorf("build Hugo: %w", err)
	}
	// One copy for both, so that they differ in their articles only.
	copied := filepath.Join(folder, "project")
	if err := copyProject(root, copied); err != nil {
		return err
	}
	// Once unmeasured: pictures that Hugo keeps are made then.
	const yardstick = "the real site (yardstick)"
	if _, err := build(ctx, hugo, root, copied, yardstick); err != nil {
		return err
	}
	real, err := build(ctx, hugo, root, copied, yardstick)
	if err != nil {
		return err
	}
	rows := []measured{real}
	for _, count := range []int{articles / 10, articles} {
		before, err := grow(filepath.Join(copied, "content"), count)
		if err != nil {
			return err
		}
		if rows[0].articles == 0 {
			rows[0].articles = before
		}
		many, err := build(ctx, hugo, root, copied, "generated articles")
		if err != nil {
			return err
		}
		many.articles = max(before, count)
		rows = append(rows, many)
	}
	return printTable(out, rows...)
}

// copyProject copies what a build reads; the npm packages are linked.
func copyProject(root, to string) error {
	left := map[string]bool{"site/node_modules": true, "site/public": true, "site/resources": true, "site/e2e": true, "site/testdata": true, "site/.generated": true}
	for _, part := range []string{"content", "site"} {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			if left[filepath.ToSlash(name)] {
				return fs.SkipDir
			}
			if entry.IsDir() {
				return os.MkdirAll(filepath.Join(to, name), 0o755)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(to, name), text, 0o644)
		})
		if err != nil {
			return err
		}
	}
	modules, err := filepath.Abs(filepath.Join(root, "site", "node_modules"))
	if err != nil {
		return err
	}
	if err := os.Symlink(modules, filepath.Join(to, "site", "node_modules")); err != nil {
		return err
	}
	tables := filepath.Join("site", ".generated", "assets")
	return os.CopyFS(filepath.Join(to, tables), os.DirFS(filepath.Join(root, tables)))
}

// grow copies the tactics under new slugs until a language has that many articles, and returns how many there were.
func grow(content string, articles int) (before int, err error) {
	for _, lang := range []string{"zh-hant", "en"} {
		models, err := filepath.Glob(filepath.Join(content, lang, "*", "*.md"))
		if err != nil {
			return 0, err
		}
		before = len(models)
		tactics, err := filepath.Glob(filepath.Join(content, lang, "tactics", "*.md"))
		if err != nil {
			return 0, err
		}
		for i := before; i < articles; i++ {
			model := tactics[i%len(tactics)]
			text, err := os.ReadFile(model)
			if err != nil {
				return 0, err
			}
			// The title stays, and with it the share card: Hugo draws a card once and keeps it, so what is measured is pages.
			target := strings.TrimSuffix(model, ".md") + fmt.Sprintf("-%d.md", i)
			if err := os.WriteFile(target, text, 0o644); err != nil {
				return 0, err
			}
		}
	}
	return before, nil
}

// build generates the Simplified half and lets Hugo build; only Hugo is measured.
func build(ctx context.Context, hugo, root, project, name string) (measured, error) {
	m := measured{name: name}
	if err := command(ctx, root, "go", "run", "./scripts/hans", "--root", project).Run(); err != nil {
		return m, fmt.Errorf("scripts/hans: %w", err)
	}
	public := filepath.Join(project, "public")
	if err := os.RemoveAll(public); err != nil {
		return m, err
	}
	c := command(ctx, root, hugo, "--source", filepath.Join(project, "site"), "--destination", public, "--logLevel", "error")
	var said bytes.Buffer // --quiet would keep its errors to itself
	c.Stdout, c.Stderr = &said, &said
	c.Env = append(os.Environ(), "HUGO_TIMEOUT=10m") // of one page; a list of ten thousand needs more than the usual minute
	began := time.Now()
	err := c.Run()
	m.wall = time.Since(began)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		// What it wrote until then is measured all the same.
		m.name += ", STOPPED at the limit, unfinished"
	case err != nil:
		return m, fmt.Errorf("%s: Hugo: %w (npm ci in site/ and ./scripts/build bring what it needs)\n%s", name, err, &said)
	}
	m.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.peak = usage.Maxrss << 10 // Linux counts in kB
	}
	return m, filepath.WalkDir(public, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(entry.Name(), ".html") {
			m.pages++
		}
		return err
	})
}

func command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = dir
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	return c
}

func printTable(out io.Writer, rows ...measured) error {
	_, err := fmt.Fprintf(out, "| build with Hugo, %d processors | articles per language | HTML pages | wall time | processor time | pages per second | peak memory |\n|---|--:|--:|--:|--:|--:|--:|\n", runtime.NumCPU())
	for _, m := range rows {
		if err == nil {
			_, err = fmt.Fprintf(out, "| %s | %d | %d | %.1f s | %.1f s | %.0f | %d MB |\n",
				m.name, m.articles, m.pages, m.wall.Seconds(), m.cpu.Seconds(), float64(m.pages)/m.wall.Seconds(), m.peak>>20)
		}
	}
	return err
}
