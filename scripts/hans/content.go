package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// convertContent mirrors content/zh-hant into target, leaves out what editors wrote by hand in content/zh-hans,
// and removes from target whatever has no source any more.
func (t *tally) convertContent(c *converter, content, target string) error {
	source, byHand := filepath.Join(content, "zh-hant"), filepath.Join(content, "zh-hans")
	wanted := map[string]bool{}
	err := filepath.WalkDir(source, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(source, path)
		if err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(byHand, name)); err == nil {
			return nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		wanted[name] = true
		return t.convertFile(c, path, filepath.Join(target, name))
	})
	if err != nil {
		return fmt.Errorf("convert %s: %w", source, err)
	}
	return t.removeStale(target, wanted)
}

// convertFile converts Markdown; a picture or another resource beside it is copied.
func (t *tally) convertFile(c *converter, from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if filepath.Ext(from) != ".md" {
		return t.write(to, data)
	}
	text, err := c.convert(string(data))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return t.write(to, []byte(text))
}

func (t *tally) removeStale(target string, wanted map[string]bool) error {
	err := filepath.WalkDir(target, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(target, path)
		if err != nil || wanted[name] {
			return err
		}
		t.removed++
		return os.Remove(path)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove stale generated files: %w", err)
	}
	return nil
}
