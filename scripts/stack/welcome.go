package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
	line("is a poster ours?", "/verify")
	line("seminars", "/zh-hant/seminars/")
	line("description of the API", "/api/v1/openapi.yaml")
	for _, way := range s.waysIn {
		fmt.Fprintf(&text, "\n  %s:\n  %s\n", way.what, way.link)
	}
	fmt.Fprintf(&text, "\n  Data, logs, process ids: %s\n  Started in %s. Ctrl-C stops everything.", s.data, seconds(time.Since(s.progress.began)))
	return text.String()
}

// wayIn is a one-time link for whoever tries the portal on this machine.
type wayIn struct{ what, link string }

// findWaysIn has the service's own command make links for a demonstration presenter and an organiser. People who are
// not made up get theirs from somebody who knows them.
func (s *stack) findWaysIn(ctx context.Context) error {
	registry, err := s.readRegistry()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(registry.Seminars, func(x demoSeminar) bool { return x.Demo })
	if at < 0 {
		return nil
	}
	presenter := registry.Seminars[at].Presenter
	for _, way := range []struct {
		what string
		args []string
	}{
		{"The presenter's screen, signed in as " + presenter + " (works once, within 15 minutes)", []string{"--role", "presenter", "--presenter", presenter}},
		{"The organiser's page (likewise)", []string{"--role", "organiser", "--name", "demo-organiser"}},
	} {
		args := append([]string{"token", "issue", "--data", s.data, "--site", s.public(), "--origin", s.state.URLs["site"]}, way.args...)
		link, err := job{dir: s.root, name: s.folder("bin", "api"), args: args}.do(ctx)
		if err != nil {
			return err
		}
		s.waysIn = append(s.waysIn, wayIn{way.what, strings.TrimSpace(link)})
	}
	return nil
}

// registry is what welcome needs of the file that Hugo built.
type registry struct {
	Codes    []struct{ Code, Seminar string }
	Seminars []demoSeminar
}

type demoSeminar struct {
	Presenter string
	Demo      bool
}

func (s *stack) readRegistry() (registry, error) {
	data, err := os.ReadFile(filepath.Join(s.public(), "registry.json"))
	if err != nil {
		return registry{}, err
	}
	var r registry
	return r, json.Unmarshal(data, &r)
}

// printedCode is the first code of a seminar in the registry that Hugo built, else the first code; "" without any.
func (s *stack) printedCode() string {
	registry, err := s.readRegistry()
	if err != nil || len(registry.Codes) == 0 {
		return ""
	}
	for _, c := range registry.Codes {
		if c.Seminar != "" {
			return c.Code
		}
	}
	return registry.Codes[0].Code
}
