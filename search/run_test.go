package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fangzha/search/fixture"
	"fangzha/search/meilitest"
)

func runWith(env map[string]string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, func(name string) string { return env[name] }, &out, &errs)
	return code, out.String(), errs.String()
}

func TestCommandLine(t *testing.T) {
	for _, test := range []struct {
		name   string
		args   []string
		code   int
		stdout string
		stderr string
	}{
		{"nothing", nil, exitUsage, "", "usage: search"},
		{"an unknown command", []string{"find"}, exitUsage, "", `unknown command "find"`},
		{"an unknown flag", []string{"check", "--fast"}, exitUsage, "", "flag provided but not defined"},
		{"help", []string{"check", "-h"}, exitOK, "", "-content"},
		{"no server", []string{"query", "刷單"}, exitFailed, "", "--meili-url"},
		{"no folder", []string{"check", "--content", "none", "--data", "article/testdata/data"}, exitFailed, "", "give --content"},
		{"good articles", []string{"check", "--content", "article/testdata/good", "--data", "article/testdata/data"}, exitOK, "0 errors", ""},
		{"broken articles", []string{"check", "--content", "article/testdata/broken", "--data", "article/testdata/data"}, exitFailed, "errors", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, stdout, stderr := runWith(nil, test.args...)
			if code != test.code || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) {
				t.Errorf("code %d, stdout %q, stderr %q", code, stdout, stderr)
			}
		})
	}
}

func TestTablesAreJSON(t *testing.T) {
	code, stdout, _ := runWith(nil, "tables")
	var tables struct {
		Chars string
		Words [][]string
	}
	if err := json.Unmarshal([]byte(stdout), &tables); err != nil || code != exitOK {
		t.Fatalf("code %d, %v", code, err)
	}
	if len(tables.Chars) == 0 || len(tables.Words) == 0 {
		t.Error("empty tables")
	}
}

func TestIndexThenKeyThenQuery(t *testing.T) {
	server := meilitest.Start(t)
	env := map[string]string{"FZ_MEILI_URL": server.URL, "FZ_MEILI_KEY": server.MasterKey}
	path := filepath.Join(t.TempDir(), "search-documents.json")
	text, err := json.Marshal(map[string]any{"version": 1, "documents": fixture.Documents(t)})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := runWith(env, "index", "--documents", path); code != exitOK || !strings.Contains(stdout, "swapped") {
		t.Fatalf("index: code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	code, key, stderr := runWith(env, "key")
	if code != exitOK {
		t.Fatalf("key: code %d, stderr %q", code, stderr)
	}
	env["FZ_MEILI_KEY"] = ""
	env["FZ_MEILI_SEARCH_KEY"] = strings.TrimSpace(key)
	if code, stdout, stderr := runWith(env, "query", "--lang", "zh-hans", "公檢法"); code != exitOK || !strings.Contains(stdout, "冒充‹公检法›") {
		t.Errorf("query: code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}
