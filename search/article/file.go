package article

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// file is one Markdown file, split and parsed.
type file struct {
	name, lang, section, slug string
	text                      string
	front                     *mapping // nil if it could not be read
	body                      string
	bodyLine                  int // line of the file on which the body begins
}

// readFile splits the front matter from the body. What cannot be read at all is reported.
func readFile(name, lang, section, slug string, text []byte, report *Report) *file {
	f := &file{name: filepath.ToSlash(name), lang: lang, section: section, slug: slug, text: string(text)}
	// Hugo passes these two through to readers' browsers.
	if at := bytes.IndexByte(text, 0); at >= 0 {
		report.add(f.name, lineOf(f.text, at), "a NUL character: the file was saved by a broken program; type the line again and save as UTF-8")
		return f
	}
	if !utf8.Valid(text) {
		report.add(f.name, lineOf(f.text, invalidAt(text)), "not UTF-8: save the file with the encoding UTF-8")
		return f
	}
	const fence = "---\n"
	rest, opened := strings.CutPrefix(strings.ReplaceAll(f.text, "\r\n", "\n"), fence)
	front, body, closed := strings.Cut("\n"+rest, "\n"+fence)
	if !opened || !closed {
		report.add(f.name, 1, "no front matter: the file must begin with a line --- and have a second one before the text")
		return f
	}
	f.body = body
	f.bodyLine = strings.Count(front, "\n") + 3
	f.front = parseFront(f.name, strings.TrimPrefix(front, "\n"), report)
	return f
}

// parseFront parses the YAML between the fences; its first line is line 2 of the file.
func parseFront(name, front string, report *Report) *mapping {
	node, line, err := parseYAML(front)
	if err != "" {
		report.add(name, line+1, "front matter is not YAML: %s. A text with a colon, # or quotes needs quotes around it", err)
		return nil
	}
	m := newMapping(node, 1)
	if m == nil {
		report.add(name, 2, "front matter must be lines of the form key: value")
	}
	return m
}

// parseYAML returns the only document of text, or the line and the reason why there is none.
func parseYAML(text string) (ast.Node, int, string) {
	parsed, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		var failed yaml.Error
		if errors.As(err, &failed) && failed.GetToken() != nil {
			return nil, failed.GetToken().Position.Line, failed.GetMessage()
		}
		return nil, 1, err.Error()
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return nil, 1, "it is empty"
	}
	return parsed.Docs[0].Body, 0, ""
}

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

func invalidAt(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(text)
}
