package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// state is <data>/stack.json: where the parts of the running stack are. Tests stop the api alone by its process id.
type state struct {
	URLs map[string]string `json:"urls"` // site, api, meilisearch
	PIDs map[string]int    `json:"pids"` // stack, host, api, meilisearch
}

// write replaces the file in one step, so that a reader never sees half of it.
func (s state) write(data string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(data, "stack.json")
	if err := os.WriteFile(path+".tmp", append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(path+".tmp", path)
}

func removeState(data string) { _ = os.Remove(filepath.Join(data, "stack.json")) }

// lockData makes sure that one stack only uses a data folder; the lock ends with the process.
func lockData(data string) (*os.File, error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w; choose another with --data DIR", err)
	}
	lock, err := os.OpenFile(filepath.Join(data, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the data folder: %w; choose another with --data DIR", err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		lock.Close()
		return nil, fmt.Errorf("another ./scripts/up uses %s; stop it, or choose another folder with --data DIR", data)
	}
	if err != nil {
		lock.Close()
		return nil, fmt.Errorf("lock %s: %w", data, err)
	}
	return lock, nil
}
