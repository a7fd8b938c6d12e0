package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// tally counts what happened to the generated files.
type tally struct{ written, unchanged, removed int }

// write puts data at path unless it is there already.
func (t *tally) write(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		t.unchanged++
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make the folder of a generated file: %w", err)
	}
	// Written beside and renamed, so that Hugo's watcher never reads half a file.
	temporary := path + ".tmp"
	if err := os.WriteFile(temporary, data, 0o644); err != nil {
		return fmt.Errorf("write a generated file: %w", err)
	}
	if err := os.Rename(temporary, path); err != nil {
		return fmt.Errorf("write a generated file: %w", err)
	}
	t.written++
	return nil
}
