package archetype

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
)

// Hint is what an editor reads about a key: its name, and what to write.
type Hint struct{ Label, Text string }

// Hints are the hints by key, then by language.
type Hints map[string]map[string]Hint

// ReadHints reads hints.yaml of the folder.
func ReadHints(folder string) (Hints, error) {
	path := filepath.Join(folder, "hints.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var read map[string]map[string][]string
	if err := yaml.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	hints := Hints{}
	for key, languages := range read {
		hints[key] = map[string]Hint{}
		for lang, pair := range languages {
			if len(pair) != 2 {
				return nil, fmt.Errorf("%s: %s: %s: want [label, text]", path, key, lang)
			}
			hints[key][lang] = Hint{pair[0], pair[1]}
		}
	}
	return hints, nil
}

// Find returns the hint of a key in a language; the error says that it is missing.
func (h Hints) Find(key, lang string) (Hint, error) {
	hint, ok := h[key][lang]
	if !ok {
		return Hint{}, fmt.Errorf("no hint for %q in %s: add it to site/archetypes/hints.yaml", key, lang)
	}
	return hint, nil
}
