package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fangzha/api/store"
	"fangzha/api/store/pgtest"
)

// command runs a command of the program and gives its status and what it said.
func (p place) command(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var said bytes.Buffer
	status := run(t.Context(), args, func(variable string) string { return p.env[variable] }, &said, &said)
	return status, said.String()
}

func TestABackupMadeBesideTheServiceIsRestoredElsewhere(t *testing.T) {
	server := pgtest.Start(t)
	for name, places := range map[string]func() (from, to place){
		"SQLite":     func() (place, place) { return place{data: t.TempDir()}, place{data: filepath.Join(t.TempDir(), "new")} },
		"PostgreSQL": func() (place, place) { return onPostgres(t, server), onPostgres(t, server) },
	} {
		t.Run(name, func(t *testing.T) {
			from, to := places()
			if from.env != nil {
				from.env["FZ_PG_BIN"], to.env["FZ_PG_BIN"] = server.Program(""), server.Program("")
			}
			s := from.boot(t)
			kept := scan(t, nil)
			wantStatus(t, s.post(t, "/api/v1/scans", kept), http.StatusCreated)
			wantStatus(t, s.post(t, "/api/v1/feedback", feedback(t, nil)), http.StatusCreated)
			file := filepath.Join(t.TempDir(), "backup")
			if status, said := from.command(t, "backup", file, "--data", from.data); status != 0 {
				t.Fatalf("backup: status %d: %s", status, said)
			}
			after := scan(t, nil)
			wantStatus(t, s.post(t, "/api/v1/scans", after), http.StatusCreated)
			if status, said := from.command(t, "backup", file, "--data", from.data); status != 1 || !strings.Contains(said, "never overwrites") {
				t.Errorf("a second backup over the first: status %d: %s", status, said)
			}
			if status, said := from.command(t, "restore", file, "--data", from.data); status != 1 || !strings.Contains(said, "never overwrites") {
				t.Errorf("restore over the running database: status %d: %s", status, said)
			}
			s.stop()

			if status, said := to.command(t, "restore", file, "--data", to.data); status != 0 || !strings.Contains(said, "1 scan-ins") {
				t.Fatalf("restore: status %d: %s", status, said)
			}
			s = to.boot(t)
			wantStatus(t, s.post(t, "/api/v1/scans", kept), http.StatusOK)
			wantStatus(t, s.post(t, "/api/v1/scans", after), http.StatusCreated)
			if scans, opinions := s.rows(t, "scan"), s.rows(t, "feedback"); scans != 2 || opinions != 1 {
				t.Errorf("%d scan-ins and %d feedback, want 2 and 1", scans, opinions)
			}
			if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v: a backup is for its owner alone", info, err)
			}
		})
	}
}

func TestADamagedBackupIsNotRestored(t *testing.T) {
	from := place{data: t.TempDir()}
	s := from.boot(t)
	for range 200 {
		wantStatus(t, s.post(t, "/api/v1/scans", scan(t, nil)), http.StatusCreated)
	}
	s.stop()
	good := filepath.Join(t.TempDir(), "good")
	if status, said := from.command(t, "backup", good, "--data", from.data); status != 0 {
		t.Fatal(said)
	}
	raw, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"cut in half":        raw[:len(raw)/2],
		"a page of zeros":    append(append(bytes.Clone(raw[:3*4096]), make([]byte, 4096)...), raw[4*4096:]...),
		"letters":            []byte(strings.Repeat("somebody's letters\n", 1000)),
		"nothing":            {},
		"a broken beginning": append([]byte("SQLite format 9"), raw[15:]...),
	} {
		t.Run(name, func(t *testing.T) {
			file, to := filepath.Join(t.TempDir(), "damaged"), filepath.Join(t.TempDir(), "new")
			if err := os.WriteFile(file, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if status, said := from.command(t, "restore", file, "--data", to); status != 1 || !strings.Contains(said, file) {
				t.Errorf("status %d: %s", status, said)
			}
			if _, err := os.Stat(filepath.Join(to, store.SQLiteFile)); err == nil {
				t.Error("a database is there all the same")
			}
		})
	}
}
