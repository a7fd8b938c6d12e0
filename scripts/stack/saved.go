package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// snapshot is when each file was last written, by its path relative to the project.
type snapshot map[string]time.Time

// look takes a snapshot of every file in the folders of root. What vanishes meanwhile is left out.
func look(root string, folders ...string) snapshot {
	seen := snapshot{}
	for _, folder := range folders {
		_ = filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || temporary(entry.Name()) {
				return nil
			}
			if info, err := entry.Info(); err == nil {
				if name, err := filepath.Rel(root, path); err == nil {
					seen[name] = info.ModTime()
				}
			}
			return nil
		})
	}
	return seen
}

// temporary: editors write such files beside the one that is being edited.
func temporary(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || !slices.Contains([]string{".md", ".yaml"}, filepath.Ext(name))
}

// since returns the files that were written, added or removed after before, in alphabetical order.
func (s snapshot) since(before snapshot) []string {
	var files []string
	for name, written := range s {
		if old, ok := before[name]; !ok || !old.Equal(written) {
			files = append(files, name)
		}
	}
	for name := range before {
		if _, ok := s[name]; !ok {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return files
}

var articlePattern = regexp.MustCompile(`^content/[^/]+/([a-z]+/[a-z0-9-]+)\.md$`)

// pagesOf returns Hugo's logical paths of saved articles; nil if something else was saved as well, or an article removed: then
// only a build of the whole site is right.
func pagesOf(root string, files []string) []string {
	var pages []string
	for _, file := range files {
		match := articlePattern.FindStringSubmatch(filepath.ToSlash(file))
		if match == nil {
			return nil
		}
		if _, err := os.Stat(filepath.Join(root, file)); err != nil {
			return nil
		}
		if page := "/" + match[1]; !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	return pages
}

// copyChanged copies the files of from whose bytes differ into to, each in one step; nothing in to is removed.
func copyChanged(ctx context.Context, from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		if old, err := os.ReadFile(target); err == nil && bytes.Equal(old, text) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target+".tmp", text, 0o644); err != nil {
			return err
		}
		return os.Rename(target+".tmp", target)
	})
}
