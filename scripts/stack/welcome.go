package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// welcome is what a newcomer reads when all is up: the address and the links worth opening.
func (s *stack) welcome() string {
	base := s.state.URLs["site"]
	var text strings.Builder
	line := func(what, path string) { fmt.Fprintf(&text, "  %-*s  %s\n", len(base)+24, base+path, what) }
	fmt.Fprintf(&text, "\nFangzha is ready: %s\n\n", base)
	line("home, 繁體中文", "/zh-hant/")
	line("home, 简体中文", "/zh-hans/")
	line("home, English", "/en/")
	line("search", "/zh-hans/search/")
	if code := s.printedCode(); code != "" {
		line("a scan-in with a printed code", "/s/"+code)
	}
	line("board", "/zh-hant/board/")
	line("seminars", "/zh-hant/seminars/")
	line("description of the API", "/api/v1/openapi.yaml")
	fmt.Fprintf(&text, "\n  Data, logs, process ids: %s\n  Started in %s. Ctrl-C stops everything.", s.data, seconds(time.Since(s.progress.began)))
	return text.String()
}

// printedCode is the first code of a seminar in the registry that Hugo built, else the first code; "" without any.
func (s *stack) printedCode() string {
	data, err := os.ReadFile(filepath.Join(s.public(), "registry.json"))
	if err != nil {
		return ""
	}
	var registry struct {
		Codes []struct{ Code, Seminar string }
	}
	if err := json.Unmarshal(data, &registry); err != nil || len(registry.Codes) == 0 {
		return ""
	}
	for _, c := range registry.Codes {
		if c.Seminar != "" {
			return c.Code
		}
	}
	return registry.Codes[0].Code
}
