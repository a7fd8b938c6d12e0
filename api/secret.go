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

// The files of the master secret in the data folder. To change it: rename secret to secret.previous and start
// the service. Keep the previous one until the year is over, else every phone counts anew once.
const (
	secretFile   = "secret"
	previousFile = "secret.previous"
)

// openSecrets gives those of the environment if there are any, else those of the data folder.
func openSecrets(given outreach.Secrets, dir string, random io.Reader) (outreach.Secrets, error) {
	if given.Current != nil {
		return given, nil
	}
	kept, err := keepSecrets(dir, random)
	if err != nil {
		return kept, fmt.Errorf("--data (FZ_DATA): %w", err)
	}
	return kept, nil
}

// environmentSecrets reads FZ_SECRET and FZ_SECRET_PREVIOUS. Current is nil when neither is set.
func environmentSecrets(getenv func(string) string) (secrets outreach.Secrets, err error) {
	current, previous := getenv("FZ_SECRET"), getenv("FZ_SECRET_PREVIOUS")
	if current == "" && previous != "" {
		return secrets, errors.New("FZ_SECRET_PREVIOUS is set without FZ_SECRET: the new secret is missing")
	}
	if current != "" {
		if secrets.Current, err = outreach.NewSecret(current); err != nil {
			return secrets, fmt.Errorf("FZ_SECRET: %w", err)
		}
	}
	if previous != "" {
		if secrets.Previous, err = outreach.NewSecret(previous); err != nil {
			return secrets, fmt.Errorf("FZ_SECRET_PREVIOUS: %w", err)
		}
	}
	return secrets, nil
}

// keepSecrets reads the secrets of the data folder and makes the current one at first start. Losing the file
// makes every phone a new device once; it belongs into the backup, apart from the database.
func keepSecrets(dir string, random io.Reader) (secrets outreach.Secrets, err error) {
	if secrets.Current, err = readSecret(dir, secretFile); errors.Is(err, fs.ErrNotExist) {
		secrets.Current, err = makeSecret(dir, random)
	}
	if err != nil {
		return secrets, err
	}
	if secrets.Previous, err = readSecret(dir, previousFile); errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return secrets, err
}

func readSecret(dir, name string) (outreach.Secret, error) {
	file := filepath.Join(dir, name)
	info, err := os.Stat(file)
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

func makeSecret(dir string, random io.Reader) (outreach.Secret, error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return nil, err
	}
	text := hex.EncodeToString(raw)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, secretFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = f.WriteString(text + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	return outreach.NewSecret(text)
}
