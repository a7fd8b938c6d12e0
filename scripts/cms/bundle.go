package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed page
var page embed.FS

// copyEditor puts the page, the program and its Chinese words into out. home is the folder with node_modules.
func copyEditor(home, out string) error {
	files, err := fs.Sub(page, "page")
	if err != nil {
		return err
	}
	if err := os.CopyFS(out, files); err != nil {
		return err
	}
	packaged := filepath.Join(home, "node_modules", "@sveltia", "cms")
	if _, err := os.Stat(packaged); err != nil {
		return fmt.Errorf("%w: run npm ci in %s", err, home)
	}
	// Its build for npm carries its fonts. Its style sheet names another host's copies first, as the build for script tags does:
	// the policy of /admin/ (netlify.toml) stops those, and the console says so.
	if err := copyProgram(filepath.Join(packaged, "npm"), filepath.Join(out, "npm")); err != nil {
		return err
	}
	return copyWords(filepath.Join(packaged, "locales", "zh-TW.json"), filepath.Join(out, "locales", "zh-TW.json"))
}

// copyProgram leaves the source maps, three times as large as the program, behind.
func copyProgram(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".map" {
			return err
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
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// copyWords makes a script of a JSON file: the program imports it as one, which only bundlers do with JSON.
// netlify.toml gives it the type of a script.
func copyWords(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, []byte("export default "+strings.TrimSpace(string(text))+";\n"), 0o644)
}
