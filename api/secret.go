package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fangzha/api/outreach"
)

// keepSecret reads the master secret from the data folder and makes it at first start. Losing the file makes
// every phone a new device once; it belongs into the backup, apart from the database.
func keepSecret(dir string, random io.Reader) (outreach.Secret, error) {
	file := filepath.Join(dir, "secret")
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return makeSecret(dir, file, random)
	}
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others: chmod 600 %s", file, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	secret, err := outreach.NewSecret(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return secret, nil
}

func makeSecret(dir, file string, random io.Reader) (outreach.Secret, error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return nil, err
	}
	text := hex.EncodeToString(raw)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = f.WriteString(text + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	return outreach.NewSecret(text)
}
