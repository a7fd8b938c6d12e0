package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// startSearch brings Meilisearch up, publishes the index and returns a key that may only search it. Without any
// Meilisearch it says so and returns "": readers then search by the index built into the pages.
func (s *stack) startSearch(ctx context.Context) (searchKey string, err error) {
	url, key := s.meiliURL, s.meiliKey
	if url == "" {
		url, key, err = s.startMeilisearch(ctx)
	} else {
		err = s.progress.step("reach the Meilisearch of MEILI_URL", func() error {
			if err := waitReady(ctx, strings.TrimRight(url, "/")+"/health", nil, startLimit/6); err != nil {
				return fmt.Errorf("%w: %w", errNoMeilisearch, err)
			}
			return nil
		})
	}
	if errors.Is(err, errNoMeilisearch) {
		s.progress.warn("Search goes on without Meilisearch, by the index built into the pages.\n   Reason: %v", err)
		return "", nil
	}
	if err != nil {
		return "", err
	}
	s.state.URLs["meilisearch"] = url
	env := []string{"FZ_MEILI_KEY=" + key}
	program := s.folder("bin", "search")
	documents := filepath.Join(s.public(), "search-documents.json")
	err = s.published().publish([]string{documents, program}, func() error {
		return s.progress.step("publish the search index", func() error {
			_, err := job{dir: s.root, env: env, name: program, args: []string{"index", "--documents", documents, "--meili-url", url}}.do(ctx)
			return err
		})
	})
	if err != nil {
		return "", err
	}
	out, err := job{dir: s.root, env: env, name: program, args: []string{"key", "--meili-url", url}}.do(ctx)
	return strings.TrimSpace(out), err
}
