package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// published remembers what our own Meilisearch was given, so that a start after which nothing changed need not spend
// ten seconds on the same index. A file "" remembers nothing: others may change a server that is not ours.
type published struct{ file string }

func (s *stack) published() published {
	if s.meili == nil {
		return published{}
	}
	return published{s.folder("meilisearch", "published")}
}

// forget is for a database that is gone.
func (p published) forget() error {
	if err := os.Remove(p.file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// publish calls do unless it went well before for the same bytes of these files (the documents, and the program
// that holds the settings) under the same prefix.
func (p published) publish(files []string, do func() error) error {
	if p.file == "" {
		return do()
	}
	stamp := []string{os.Getenv("FZ_INDEX_PREFIX")}
	for _, file := range files {
		sum, err := fileSum(file)
		if err != nil {
			return err
		}
		stamp = append(stamp, sum)
	}
	now := strings.Join(stamp, " ")
	if before, err := os.ReadFile(p.file); err == nil && string(before) == now {
		return nil
	}
	if err := p.forget(); err != nil { // it may stop half way
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return os.WriteFile(p.file, []byte(now), 0o600)
}
