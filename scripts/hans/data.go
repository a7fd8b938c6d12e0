package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
)

// convertStrings converts the interface texts; their keys are ASCII.
func (t *tally) convertStrings(c *converter, from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("read the interface texts: %w", err)
	}
	text, err := c.convert(string(data))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return t.write(to, []byte(text))
}

// convertData writes one map of every text under a `zh-hant` key of the data files. Templates look a text up in
// it, so that data files need no third language; a `zh-hans` key beside the `zh-hant` one wins.
func (t *tally) convertData(c *converter, folder, to string) error {
	texts := dictionary{converter: c, simplified: map[string]string{}, byHand: map[string]string{}}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var tree any
		if err := yaml.Unmarshal(data, &tree); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := texts.collect(tree); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("convert the data files: %w", err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(texts.simplified); err != nil {
		return err
	}
	return t.write(to, out.Bytes())
}

// dictionary gathers Traditional texts and their Simplified forms.
type dictionary struct {
	converter  *converter
	simplified map[string]string
	byHand     map[string]string
}

// collect finds every zh-hant value in a decoded YAML tree.
func (d *dictionary) collect(tree any) error {
	switch node := tree.(type) {
	case []any:
		for _, item := range node {
			if err := d.collect(item); err != nil {
				return err
			}
		}
	case map[string]any:
		if traditional, ok := node["zh-hant"]; ok {
			return d.add(traditional, node["zh-hans"])
		}
		for _, value := range node {
			if err := d.collect(value); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes a text or a list of texts, and what was written by hand for it (nil: nothing).
func (d *dictionary) add(traditional, byHand any) error {
	switch text := traditional.(type) {
	case string:
		return d.addText(text, byHand)
	case []any:
		simplified, ok := byHand.([]any)
		if byHand != nil && (!ok || len(simplified) != len(text)) {
			return fmt.Errorf("zh-hans must be a list as long as zh-hant's %v", text)
		}
		for i, item := range text {
			var own any
			if simplified != nil {
				own = simplified[i]
			}
			if err := d.add(item, own); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *dictionary) addText(traditional string, byHand any) error {
	if byHand != nil {
		own, ok := byHand.(string)
		if !ok {
			return fmt.Errorf("zh-hans of %q must be a text", traditional)
		}
		if other, double := d.byHand[traditional]; double && other != own {
			return fmt.Errorf("%q has two zh-hans texts, %q and %q: use one", traditional, other, own)
		}
		d.byHand[traditional], d.simplified[traditional] = own, own
		return nil
	}
	if _, done := d.simplified[traditional]; done {
		return nil
	}
	simplified, err := d.converter.convert(traditional)
	if err != nil {
		return err
	}
	d.simplified[traditional] = simplified
	return nil
}
