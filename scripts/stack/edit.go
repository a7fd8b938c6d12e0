package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// lookEvery is how often files are looked at. Asking for the time of two hundred files costs a millisecond, works with every
// editor's way of saving, and needs no library.
const lookEvery = 100 * time.Millisecond

// editing brings saved articles onto the running site, drafts and coming ones included. A saved article is rendered by itself
// first, which takes a second; then the whole site, for the lists and the search in the browser. Both are rendered beside
// site/public and copied only if Hugo has nothing to complain about, so that readers keep the last good page.
type editing struct {
	*stack
	whole  sync.WaitGroup // the build of the whole site that is under way
	cancel context.CancelFunc
}

// watchArticles publishes what is saved until ctx ends.
func (s *stack) watchArticles(ctx context.Context) {
	e := &editing{stack: s, cancel: func() {}}
	seen := e.look()
	e.buildWhole(ctx)
	for {
		select {
		case <-ctx.Done():
			e.whole.Wait()
			return
		case <-time.After(lookEvery):
		}
		now := e.look()
		files := now.since(seen)
		if seen = now; len(files) > 0 {
			e.cancel()
			e.whole.Wait()
			e.publish(ctx, files)
		}
	}
}

func (e *editing) look() snapshot {
	return look(e.root, "content", filepath.Join("site", "data"), filepath.Join("site", "i18n"))
}

// publish brings the saved files (relative to the project) onto the site, and says what is wrong with them.
func (e *editing) publish(ctx context.Context, files []string) {
	began := time.Now()
	// Simplified Chinese first, so that one rendering brings all languages: converting takes a fifth of the time of rendering.
	if slices.ContainsFunc(files, func(file string) bool { return !strings.HasPrefix(filepath.ToSlash(file), "content/en/") }) {
		if _, err := (job{dir: e.root, name: e.folder("bin", "hans")}).do(ctx); err != nil {
			e.complain(ctx, "Simplified Chinese was not made", err)
			return
		}
	}
	pages := pagesOf(e.root, files)
	if pages != nil && !e.publishPages(ctx, pages, began) {
		e.check(ctx, files)
		return
	}
	e.check(ctx, files)
	e.buildWhole(ctx)
}

// publishPages renders some pages, and tells whether they are on the site.
func (e *editing) publishPages(ctx context.Context, pages []string, began time.Time) bool {
	if err := e.render(ctx, "pages", pages); err != nil {
		e.complain(ctx, "The last good page stays", err)
		return false
	}
	e.progress.say("✓ %s  %s/zh-hant%s/ (%s)", began.Format(time.TimeOnly), e.state.URLs["site"], pages[0], seconds(time.Since(began)))
	return true
}

// buildWhole renders every page in the background; the next saved file cancels it.
func (e *editing) buildWhole(ctx context.Context) {
	ctx, e.cancel = context.WithCancel(ctx)
	e.whole.Go(func() {
		began := time.Now()
		if err := e.render(ctx, "whole", nil); err != nil {
			e.complain(ctx, "Lists and search stay as they were", err)
			return
		}
		e.progress.say("✓ %s  the whole site, with drafts (%s)", time.Now().Format(time.TimeOnly), seconds(time.Since(began)))
	})
}

// render lets Hugo write pages (logical paths such as /tactics/task-rebate; nil: all) into a folder of their own, and
// copies them to site/public when all went well.
func (e *editing) render(ctx context.Context, folder string, pages []string) error {
	staged := e.folder("edit", folder)
	if err := os.RemoveAll(staged); err != nil {
		return err
	}
	args := []string{"--source", filepath.Join(e.root, "site"), "--destination", staged, "--buildDrafts", "--buildFuture", "--noBuildLock", "--logLevel", "error"}
	if pages != nil {
		segment := e.folder("edit.toml")
		text := fmt.Sprintf("[[segments.saved.includes]]\npath = '{%s}'\n", strings.Join(pages, ","))
		if err := os.WriteFile(segment, []byte(text), 0o600); err != nil {
			return err
		}
		args = append(args, "--config", filepath.Join(e.root, "site", "hugo.toml")+","+segment, "--renderSegments", "saved")
	}
	env := []string{fmt.Sprintf("HUGO_BASEURL=http://localhost:%d/", e.port)}
	if _, err := (job{dir: e.root, env: env, name: e.folder("bin", "hugo"), args: args}).do(ctx); err != nil {
		return err
	}
	return copyChanged(ctx, staged, e.public())
}

// check says what `search check` finds in the saved files, and how many errors there are elsewhere.
func (e *editing) check(ctx context.Context, files []string) {
	out, err := job{dir: e.root, name: e.folder("bin", "search"), args: []string{"check"}}.do(ctx)
	if err != nil {
		out = err.Error() // what it said is in there
	}
	for _, line := range strings.Split(out, "\n") {
		for _, file := range files {
			if strings.HasPrefix(line, filepath.ToSlash(file)+":") {
				e.progress.say("  %s", line)
			}
		}
	}
}

// complain prints what Hugo says about the articles, without its log of everything else.
func (e *editing) complain(ctx context.Context, what string, err error) {
	if ctx.Err() != nil {
		return // it was stopped, by a later file or with everything else
	}
	e.progress.warn("%s:\n%s", what, mistakes(err.Error()))
}

// mistakes keeps the lines of Hugo's output that name a mistake; all of them if none does.
func mistakes(said string) string {
	var lines []string
	for _, line := range strings.Split(said, "\n") {
		if strings.HasPrefix(line, "ERROR") || strings.HasPrefix(line, "Error:") {
			lines = append(lines, "   "+line)
		}
	}
	if lines == nil {
		return said
	}
	return strings.Join(lines, "\n")
}
