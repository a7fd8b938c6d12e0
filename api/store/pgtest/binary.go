package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

const cure = `these tests need PostgreSQL's server programs (initdb and postgres, 14 or newer). One of:
  apt-get install postgresql                    (what scripts/test does)
  put the folder of initdb and postgres on PATH
  FZ_PG_BIN=/folder/of/initdb go test …`

// binaries gives the folder of initdb and postgres. Debian keeps it off PATH, one per major version.
func binaries() (string, error) {
	if own := os.Getenv("FZ_PG_BIN"); own != "" {
		if _, err := os.Stat(filepath.Join(own, "initdb")); err != nil {
			return "", fmt.Errorf("FZ_PG_BIN: %w\n%s", err, cure)
		}
		return own, nil
	}
	debian, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	newest, best := "", 0
	for _, path := range debian {
		folder := filepath.Dir(path)
		if version, err := strconv.Atoi(filepath.Base(filepath.Dir(folder))); err == nil && version > best {
			newest, best = folder, version
		}
	}
	if newest != "" {
		return newest, nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New(cure)
	}
	return filepath.Dir(path), nil
}

// owner is the user to run the server as: nil for ourselves, and somebody else when we are root, as whom
// PostgreSQL refuses to run.
func owner() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return nil, err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and this system has neither the user postgres nor nobody: adduser --system postgres")
}
