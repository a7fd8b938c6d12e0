package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"fangzha/search/archetype"
	"fangzha/search/article"
)

const root = "../.."

type configuration struct {
	Backend     map[string]any
	Collections []struct {
		Name, Folder string
		Fields       []struct {
			Name, Widget, Default string
			I18n                  any `yaml:"i18n"`
			Options               []struct{ Label, Value string }
		}
	}
}

func configured(t *testing.T, repository string) (configuration, settings) {
	t.Helper()
	maker, err := archetype.NewMaker(root, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	s := settings{maker}
	text, err := s.config(repository)
	if err != nil {
		t.Fatal(err)
	}
	var c configuration
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c, s
}

func TestEveryKeyAndEveryLegalValueIsOffered(t *testing.T) {
	c, s := configured(t, "owner/name")
	if len(c.Collections) != len(article.Sections()) {
		t.Errorf("%d collections, want one for each of %v", len(c.Collections), article.Sections())
	}
	for _, collection := range c.Collections {
		if collection.Folder != "content/{{locale}}/"+collection.Name {
			t.Errorf("%s is saved to %s", collection.Name, collection.Folder)
		}
		for i, f := range article.Fields(collection.Name) {
			field := collection.Fields[i]
			if field.Name != f.Key {
				t.Errorf("%s: field %d is %q, want %q", collection.Name, i, field.Name, f.Key)
			}
			if f.Shared && field.I18n != "duplicate" {
				t.Errorf("%s: %s is the same in every language, but can be typed twice", collection.Name, f.Key)
			}
			var offered, legal []string
			for _, option := range field.Options {
				offered = append(offered, option.Value)
			}
			if f.Vocabulary != "" {
				for _, e := range s.Legal.Entries(f.Vocabulary) {
					legal = append(legal, e.ID)
				}
			}
			if !slices.Equal(offered, legal) {
				t.Errorf("%s: %s offers %v, want %v", collection.Name, f.Key, offered, legal)
			}
		}
	}
}

func TestABodyBeginsWithItsSections(t *testing.T) {
	c, _ := configured(t, "owner/name")
	fields := c.Collections[0].Fields
	body := fields[len(fields)-1]
	for _, id := range article.Headings("tactics") {
		if body.Name != "body" || !bytes.Contains([]byte(body.Default), []byte("{#"+id+"}")) {
			t.Errorf("the body of a new tactic has no section %s:\n%s", id, body.Default)
		}
	}
}

func TestFindRepository(t *testing.T) {
	for _, test := range []struct{ name, address, want string }{
		{"by https", "https://github.com/heping/fangzha", "heping/fangzha"},
		{"by https with .git", "https://github.com/heping/fangzha.git", "heping/fangzha"},
		{"by ssh", "git@github.com:heping/fangzha.git", "heping/fangzha"},
		{"elsewhere, and no Git here", "https://gitlab.com/heping/fangzha", noRepository},
	} {
		t.Run(test.name, func(t *testing.T) {
			getenv := func(string) string { return test.address }
			if got := findRepository(t.TempDir(), getenv); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestTheEditorIsWrittenWithItsFonts(t *testing.T) {
	out := filepath.Join(t.TempDir(), "admin")
	var stdout, stderr bytes.Buffer
	if status := run([]string{"--root", root, "--out", out, "--repository", "test"}, os.Getenv, &stdout, &stderr); status != 0 {
		t.Fatalf("status %d: %s", status, &stderr)
	}
	for _, want := range []string{"index.html", "start.js", "config.yml", "npm/index.js", "npm/assets/source-sans-3-*.woff2", "npm/assets/material-symbols-*.woff2", "locales/zh-TW.json"} {
		if found, err := filepath.Glob(filepath.Join(out, want)); err != nil || len(found) != 1 {
			t.Errorf("%s: found %v, %v", want, found, err)
		}
	}
	if maps, _ := filepath.Glob(filepath.Join(out, "npm", "*.map")); len(maps) > 0 {
		t.Errorf("source maps are published: %v", maps)
	}
}
