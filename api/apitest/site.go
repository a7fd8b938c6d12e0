package apitest

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/goccy/go-yaml"
)

// The codes of the site.
const (
	BadgeCode   = "FR23R1AV" // presenter p-1
	SeminarCode = "VA8HT6J7" // of p-1 too, on a day of 2026
	TonightCode = "T0N1GHT8" // of p-2: it is going on now
)

// Site makes a small site in the folder: api/testdata/site with the real messages of site/data/messages.yaml, which
// are not written twice, and a seminar that is going on, whose live and typed codes are fresh.
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
	addTonight(registry, time.Now())
	if raw, err = json.Marshal(registry); err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o600)
}

func addTonight(registry map[string]any, now time.Time) {
	list := func(name string) []any {
		entries, _ := registry[name].([]any)
		return entries
	}
	registry["seminars"] = append(list("seminars"), map[string]any{
		"id": "tonight", "title": map[string]string{"en": "Tonight"}, "starts": now.Add(-30 * time.Minute), "ends": now.Add(30 * time.Minute),
		"area": "hetang-east", "venue": map[string]string{"en": "Hall"}, "seats": 60, "presenter": "p-2", "tactics": []string{"police-prosecutor-court"},
		"url": map[string]string{"en": "/en/seminars/tonight/"}, "demo": true})
	registry["codes"] = append(list("codes"), map[string]string{"code": TonightCode, "kind": "seminar", "presenter": "p-2", "seminar": "tonight"})
}

// Root is the project's folder.
func Root() (string, error) {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return "", errors.New("built without source paths (-trimpath): where the project lies is unknown")
	}
	return filepath.Join(filepath.Dir(here), "..", ".."), nil
}
