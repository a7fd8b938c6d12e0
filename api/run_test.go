package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary stand in for the program, so that a test can kill it.
func TestMain(m *testing.M) {
	if os.Getenv("FANGZHA_TEST_SERVE") != "" {
		os.Exit(run(context.Background(), os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// bootProcess starts the program as a process of its own.
func (p place) bootProcess(t *testing.T) (*service, *exec.Cmd) {
	t.Helper()
	s := &service{place: p, log: &safeBuffer{}, client: &http.Client{Timeout: 20 * time.Second}}
	cmd := exec.Command(os.Args[0], "serve", "--addr", "127.0.0.1:0", "--site", fixtureSite(t), "--data", p.data)
	cmd.Env = append(os.Environ(), "FANGZHA_TEST_SERVE=1")
	for variable, value := range p.env {
		cmd.Env = append(cmd.Env, variable+"="+value)
	}
	cmd.Stderr = s.log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	s.url = readAddress(t, stdout, s.log)
	return s, cmd
}

func TestAKilledServiceHasEverythingItAcknowledged(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s, process := p.bootProcess(t)
		aScan, anOpinion := scan(t, map[string]any{"code": seminarCode}), feedback(t, nil)
		first := s.post(t, "/api/v1/scans", aScan)
		wantStatus(t, first, http.StatusCreated)
		said := s.post(t, "/api/v1/feedback", anOpinion)
		wantStatus(t, said, http.StatusCreated)
		if err := process.Process.Kill(); err != nil { // SIGKILL
			t.Fatal(err)
		}
		_ = process.Wait()

		s = p.boot(t)
		again := s.post(t, "/api/v1/scans", aScan)
		wantStatus(t, again, http.StatusOK)
		if a, b := first.json(t), again.json(t); a["id"] != b["id"] || a["counted"] != true || b["counted"] != true {
			t.Errorf("before the kill %v, after it %v", a, b)
		}
		saidAgain := s.post(t, "/api/v1/feedback", anOpinion)
		wantStatus(t, saidAgain, http.StatusOK)
		if said.json(t)["id"] != saidAgain.json(t)["id"] {
			t.Error("the feedback has another id after the kill")
		}
		if first.Header.Get("Set-Cookie") == "" || first.Header.Get("Set-Cookie") != again.Header.Get("Set-Cookie") {
			t.Errorf("cookies %q and %q, want the same: the secret survives", first.Header.Get("Set-Cookie"), again.Header.Get("Set-Cookie"))
		}
		if n := s.rows(t, "scan"); n != 1 {
			t.Errorf("%d rows, want 1", n)
		}
	})
}

func TestStoppingFinishesRequestsUnderWay(t *testing.T) {
	s := bootWith(t, oneHit{wait: 150 * time.Millisecond})
	answers := make(chan int, 1)
	go func() {
		answers <- s.do(t, http.MethodGet, "/api/v1/search?q=police&lang=en", "", "").StatusCode
	}()
	time.Sleep(60 * time.Millisecond) // the search is under way
	s.stop()
	if status := <-answers; status != http.StatusOK {
		t.Errorf("status %d, want 200", status)
	}
}

func TestWrongSettingsAreRefusedByName(t *testing.T) {
	long := strings.Repeat("x", 40)
	site := fixtureSite(t)
	for name, c := range map[string]struct {
		args   []string
		env    map[string]string
		status int
		says   []string
	}{
		"no subcommand":          {nil, nil, 2, []string{"api serve"}},
		"unknown subcommand":     {[]string{"fly"}, nil, 2, []string{"api serve"}},
		"unknown flag":           {[]string{"serve", "--adr", "x"}, nil, 2, []string{"adr"}},
		"a stray word":           {[]string{"serve", "now"}, nil, 2, []string{`"now"`}},
		"address without port":   {[]string{"serve", "--addr", "localhost"}, nil, 2, []string{"--addr", "FZ_ADDR"}},
		"address from variable":  {[]string{"serve"}, map[string]string{"FZ_ADDR": "here"}, 2, []string{"FZ_ADDR", "here"}},
		"no site folder":         {[]string{"serve", "--site", ""}, nil, 2, []string{"--site", "FZ_SITE"}},
		"no data folder":         {[]string{"serve", "--data", ""}, nil, 2, []string{"--data", "FZ_DATA"}},
		"search at no address":   {[]string{"serve", "--meili-url", "localhost:7700"}, nil, 2, []string{"--meili-url"}},
		"odd index prefix":       {[]string{"serve", "--index-prefix", "a b"}, nil, 2, []string{"--index-prefix"}},
		"proxy without mask":     {[]string{"serve", "--trusted-proxies", "10.0.0.1"}, nil, 2, []string{"--trusted-proxies", "10.0.0.1"}},
		"short secret":           {[]string{"serve"}, map[string]string{"FZ_SECRET": "hunter2"}, 2, []string{"FZ_SECRET"}},
		"database, no secret":    {[]string{"serve"}, map[string]string{"DATABASE_URL": "postgres://a:hunter2@localhost/a"}, 2, []string{"FZ_SECRET", "DATABASE_URL"}},
		"no database address":    {[]string{"serve", "--site", site}, map[string]string{"DATABASE_URL": "mysql://a:hunter2@localhost/a", "FZ_SECRET": long}, 1, []string{"DATABASE_URL", "postgres://"}},
		"no database there":      {[]string{"serve", "--site", site}, map[string]string{"DATABASE_URL": "postgres://a:hunter2@127.0.0.1:1/fz", "FZ_SECRET": long}, 1, []string{"DATABASE_URL", "127.0.0.1:1", `"fz"`}},
		"short signature":        {[]string{"serve"}, map[string]string{"FZ_NETLIFY_SIGNATURE": "hunter2"}, 2, []string{"FZ_NETLIFY_SIGNATURE"}},
		"site not built":         {[]string{"serve", "--site", t.TempDir(), "--data", t.TempDir()}, nil, 1, []string{"--site", "registry.json", "./scripts/build"}},
		"address that is taken":  {[]string{"serve", "--site", site, "--data", t.TempDir(), "--addr", "203.0.113.1:80"}, nil, 1, []string{"--addr"}},
		"data folder is a file":  {[]string{"serve", "--site", site, "--data", filepath.Join(site, "registry.json")}, map[string]string{"FZ_SECRET": long}, 1, []string{"--data"}},
		"help":                   {[]string{"serve", "--help"}, nil, 0, []string{"--trusted-proxies", "FZ_SECRET"}},
		"help without subcomand": {[]string{"--help"}, nil, 0, []string{"api serve", "api token issue", "api audit"}},
		"help for staff":         {[]string{"token", "--help"}, nil, 0, []string{"--presenter", "FZ_ORIGIN"}},
		"help for the audit":     {[]string{"audit", "--help"}, nil, 0, []string{"--since"}},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(t.Context(), c.args, func(k string) string { return c.env[k] }, &stdout, &stderr)
			if status != c.status {
				t.Errorf("exit status %d, want %d", status, c.status)
			}
			said := stderr.String()
			if status == 0 {
				said = stdout.String()
			}
			for _, word := range c.says {
				if !strings.Contains(said, word) {
					t.Errorf("says %q, want %q in it", said, word)
				}
			}
			if strings.Contains(said, "hunter2") {
				t.Error("a secret is printed")
			}
			if lines := strings.Count(said, "\n"); lines > 24 {
				t.Errorf("%d lines, want a screen", lines)
			}
		})
	}
}

func TestASecretOthersCanReadIsRefused(t *testing.T) {
	data := t.TempDir()
	boot(t, data).stop()
	file := filepath.Join(data, "secret")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v; want mode 0600", info, err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	status := run(t.Context(), []string{"serve", "--site", fixtureSite(t), "--data", data}, func(string) string { return "" }, &stderr, &stderr)
	if status != 1 || !strings.Contains(stderr.String(), "chmod 600") {
		t.Errorf("exit status %d, says %q", status, stderr.String())
	}
}
