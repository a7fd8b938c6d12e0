package index

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

//go:embed settings/*.json
var settingsFiles embed.FS

// settings returns the body for PATCH /indexes/{uid}/settings of a language: settings/zh.json or settings/en.json with the
// synonyms put in, folded. The body names every setting that matters, so that a change here is never mixed with what an older
// index had. The dictionary stays empty: Meilisearch 1.21 builds its tokenizer anew for every query when there is one word in
// it, which took 2 of the 3 ms of a query; search/query weighs the words of the domain by itself.
func settings(lang string) ([]byte, error) {
	family, _, _ := strings.Cut(lang, "-")
	merged := map[string]any{}
	if err := readSettings(family+".json", &merged); err != nil {
		return nil, err
	}
	var groups [][]string
	if err := readSettings("synonyms.json", &groups); err != nil {
		return nil, err
	}
	merged["synonyms"] = synonyms(groups)
	merged["dictionary"] = []string{}
	return json.Marshal(merged)
}

func readSettings(name string, into any) error {
	data, err := settingsFiles.ReadFile("settings/" + name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("search/index/settings/%s: %w", name, err)
	}
	return nil
}

// synonyms makes each word of a group a synonym of all others of it. Folding may have made some of them equal.
func synonyms(groups [][]string) map[string][]string {
	all := map[string][]string{}
	for _, group := range groups {
		folded := foldEach(group, map[string]bool{})
		for i, word := range folded {
			others := slices.Delete(slices.Clone(folded), i, i+1)
			for _, other := range others {
				if !slices.Contains(all[word], other) {
					all[word] = append(all[word], other)
				}
			}
		}
	}
	return all
}
