package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestPublishOnlyWhatChanged(t *testing.T) {
	folder := t.TempDir()
	documents := filepath.Join(folder, "documents.json")
	p := published{filepath.Join(folder, "published")}
	failure := errors.New("server gone")
	for _, step := range []struct {
		name   string
		before func() error
		fails  error
		want   bool // that it is published
	}{
		{"the first time", func() error { return os.WriteFile(documents, []byte("one"), 0o600) }, nil, true},
		{"nothing changed", nil, nil, false},
		{"other documents, but it fails", func() error { return os.WriteFile(documents, []byte("two"), 0o600) }, failure, true},
		{"again after a failure", nil, nil, true},
		{"back to what stood before", func() error { return os.WriteFile(documents, []byte("one"), 0o600) }, nil, true},
		{"another prefix", func() error { t.Setenv("FZ_INDEX_PREFIX", "other"); return nil }, nil, true},
		{"the database is gone", p.forget, nil, true},
	} {
		if step.before != nil {
			if err := step.before(); err != nil {
				t.Fatal(err)
			}
		}
		done := false
		err := p.publish([]string{documents}, func() error { done = true; return step.fails })
		if done != step.want || !errors.Is(err, step.fails) {
			t.Errorf("%s: published %v, error %v; want %v, %v", step.name, done, err, step.want, step.fails)
		}
	}
	if err := (published{}).publish(nil, func() error { return failure }); !errors.Is(err, failure) {
		t.Error("a server that is not ours was not published to")
	}
}
