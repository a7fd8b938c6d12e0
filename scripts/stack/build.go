package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// build makes site/public for this host's address, and the programs into the data folder.
func (s *stack) build(ctx context.Context) error {
	err := s.progress.step("build the site", func() error {
		_, err := job{dir: s.root, out: s.out, name: filepath.Join(s.root, "scripts", "build"),
			env: []string{fmt.Sprintf("HUGO_BASEURL=http://localhost:%d/", s.port)}}.do(ctx)
		return err
	})
	if err != nil {
		return err
	}
	programs := []string{"./api", "./scripts/host", "./search"}
	if s.edit {
		programs = append(programs, "./scripts/hans", "github.com/gohugoio/hugo")
	}
	return s.progress.step("build the programs api, host and search", func() error {
		_, err := job{dir: s.root, name: "go", args: append([]string{"build", "-o", s.folder("bin") + string(filepath.Separator)}, programs...)}.do(ctx)
		return err
	})
}
