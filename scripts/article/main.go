package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"fangzha/search/archetype"
	"fangzha/search/article"
)

func main() {
	os.Exit(run(os.Args[1:], ".", time.Now(), os.Stdout, os.Stderr))
}

const usage = "usage: ./scripts/new tactic|alert|seminar|guide|item <slug>      such as: ./scripts/new tactic fake-lottery\n"

// run returns the exit status: 0 made, 1 refused or failed, 2 wrong use. root is the project folder.
func run(args []string, root string, now time.Time, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "-h" || args[0] == "--help") {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if len(args) != 2 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	section, known := map[string]string{"tactic": "tactics", "alert": "alerts", "seminar": "seminars", "guide": "guides", "item": "items"}[args[0]]
	if !known {
		fmt.Fprintf(stderr, "new: there is no kind %q\n%s", args[0], usage)
		return 2
	}
	files, err := create(root, section, args[1], now)
	if err != nil {
		fmt.Fprintf(stderr, "new: %v\n", err)
		return 1
	}
	fmt.Fprintf(stdout, `%s

Two drafts. Fill in what is empty; the comments above each key say what it is for and which values are legal.
  What is still missing:  go run ./search check
  See it while writing:   ./scripts/up --edit      then http://localhost:8080/zh-hant/%s/%s/
  Publish it:             delete the line "draft: true" in both files, check again, commit.
`, strings.Join(files, "\n"), section, args[1])
	return 0
}

// create writes the files of both languages, or none, and returns their names.
func create(root, section, slug string, now time.Time) ([]string, error) {
	languages := []string{"zh-hant", "en"}
	var files []string
	for _, lang := range languages {
		files = append(files, filepath.ToSlash(filepath.Join("content", lang, section, slug+".md")))
	}
	if !article.Slug(slug) {
		return nil, fmt.Errorf("%s: %q cannot be an address, which holds only a-z, 0-9 and single hyphens%s", files[0], slug, suggestion(slug))
	}
	for _, file := range files {
		if _, err := os.Lstat(filepath.Join(root, file)); err == nil {
			return nil, fmt.Errorf("%s is there already: open it, or choose another slug", file)
		} else if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	maker, err := archetype.NewMaker(root, now)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(files))
	for i, lang := range languages {
		if texts[i], err = maker.Make(section, lang); err != nil {
			return nil, err
		}
	}
	for i, file := range files {
		if err := os.WriteFile(filepath.Join(root, file), []byte(texts[i]), 0o644); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// suggestion ends the sentence about a bad slug with a good one like it.
func suggestion(slug string) string {
	better := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(slug), "-"), "-")
	if !article.Slug(better) {
		return ": choose a few English or pinyin words, such as fake-lottery"
	}
	return ": try " + better
}
