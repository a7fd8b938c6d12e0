package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fangzha/search/article"
)

// project is a copy of what `new` reads and writes.
func project(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, folder := range []string{"content", "site/data", "site/archetypes"} {
		if err := os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join("../..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestNewMakesTwoDraftsThatStopNothing(t *testing.T) {
	root := project(t)
	for _, kind := range []string{"tactic", "alert", "seminar", "guide"} {
		var stdout, stderr bytes.Buffer
		if status := run([]string{kind, "quite-new"}, root, time.Now(), &stdout, &stderr); status != 0 {
			t.Fatalf("%s: status %d: %s", kind, status, &stderr)
		}
		for _, lang := range []string{"zh-hant", "en"} {
			file := "content/" + lang + "/" + kind + "s/quite-new.md"
			if !strings.Contains(stdout.String(), file) {
				t.Errorf("%s is not named in:\n%s", file, &stdout)
			}
		}
	}
	report, err := article.Check(article.Folders{Content: filepath.Join(root, "content"), Data: filepath.Join(root, "site/data")}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if report.Errors() > 0 {
		t.Errorf("new drafts stop the build:\n%s", report)
	}
	if !strings.Contains(report.String(), "zh-hant/tactics/quite-new.md:3: warning: draft: title: is empty") {
		t.Errorf("what is to be filled in is not named:\n%s", report)
	}
}

func TestNewRefuses(t *testing.T) {
	root := project(t)
	for _, test := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"a slug in capital letters", []string{"tactic", "Fake_Lottery"}, 1, "content/zh-hant/tactics/Fake_Lottery.md: \"Fake_Lottery\" cannot be an address, which holds only a-z, 0-9 and single hyphens: try fake-lottery"},
		{"a Chinese slug", []string{"guide", "騙局"}, 1, "choose a few English or pinyin words"},
		{"a slug that climbs", []string{"guide", "../x"}, 1, "cannot be an address"},
		{"an article that is there", []string{"tactic", "police-prosecutor-court"}, 1, "content/zh-hant/tactics/police-prosecutor-court.md is there already"},
		{"an unknown kind", []string{"video", "x"}, 2, `no kind "video"`},
		{"no slug", []string{"tactic"}, 2, "usage"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if status := run(test.args, root, time.Now(), &stdout, &stderr); status != test.status || !strings.Contains(stderr.String(), test.want) {
				t.Errorf("status %d, %q; want %d, %q", status, &stderr, test.status, test.want)
			}
		})
	}
}
