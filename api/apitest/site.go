package apitest

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/goccy/go-yaml"
)

// The codes of the site.
const (
	BadgeCode   = "FR23R1AV" // presenter p-1
	SeminarCode = "VA8HT6J7" // of p-1 too
)

// Site makes a small site in the folder: api/testdata/site with the real messages of site/data/messages.yaml, which
// are not written twice.
func Site(folder string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(root, "api", "testdata", "site"))); err != nil {
		return err
	}
	file := filepath.Join(folder, "registry.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var registry map[string]any
	if err := json.Unmarshal(raw, &registry); err != nil {
		return err
	}
	words, err := os.ReadFile(filepath.Join(root, "site", "data", "messages.yaml"))
	if err != nil {
		return err
	}
	var messages map[string]map[string]string
	if err := yaml.Unmarshal(words, &messages); err != nil {
		return err
	}
	registry["messages"] = messages
	if raw, err = json.Marshal(registry); err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o600)
}

// Root is the project's folder.
func Root() (string, error) {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return "", errors.New("built without source paths (-trimpath): where the project lies is unknown")
	}
	return filepath.Join(filepath.Dir(here), "..", ".."), nil
}
