package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestMessagesAndCodeKnowTheSameKeys reads the sources: a key is a quoted word with one of these beginnings.
func TestMessagesAndCodeKnowTheSameKeys(t *testing.T) {
	keys := regexp.MustCompile(`"((?:error|field|figure|failure|hold|presenter|poster|scan|search|board)\.[a-z0-9_]+)"`)
	used := map[string]string{}
	for _, dir := range []string{"outreach", "poster", "web"} {
		err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
			if err != nil || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".html") {
				return err
			}
			text, err := os.ReadFile(dir + "/" + path)
			for _, match := range keys.FindAllStringSubmatch(string(text), -1) {
				used[match[1]] = dir + "/" + path
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	messages := readMessages(t)
	for key, file := range used {
		if messages[key] == nil {
			t.Errorf("%s says %q: add it to site/data/messages.yaml", file, key)
		}
	}
	placeholder := regexp.MustCompile(`\{[a-z]+\}`)
	for key, text := range messages {
		if used[key] == "" {
			t.Errorf("site/data/messages.yaml: nothing says %q any more: delete it", key)
		}
		if text["zh-hant"] == "" || text["en"] == "" || len(text) != 2 {
			t.Errorf("site/data/messages.yaml: %q needs zh-hant and en, and nothing else", key)
		}
		inChinese, inEnglish := placeholder.FindAllString(text["zh-hant"], -1), placeholder.FindAllString(text["en"], -1)
		if len(inChinese) != len(inEnglish) {
			t.Errorf("site/data/messages.yaml: %q has placeholders %v in zh-hant and %v in en", key, inChinese, inEnglish)
		}
	}
}
