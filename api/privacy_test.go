package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bytesOnDisk looks into every file of the data folder, whatever its format.
func bytesOnDisk(t *testing.T, dir, text string) bool {
	t.Helper()
	found := false
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s (%v)", dir, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found = found || bytes.Contains(raw, []byte(text))
	}
	return found
}

func TestNoAddressCookieQueryOrBodyIsKeptOrLogged(t *testing.T) {
	s := boot(t, t.TempDir())
	const from = "203.0.113.77"
	a := s.post(t, "/api/v1/scans", scan(t, nil), "X-Forwarded-For", from, "X-Real-IP", from, "Forwarded", "for="+from, "User-Agent", "UniqueAgent/1")
	cookie, _, _ := strings.Cut(strings.TrimPrefix(a.Header.Get("Set-Cookie"), "fz_device="), ";")
	if len(cookie) != 22 {
		t.Fatalf("cookie %q", cookie)
	}
	s.post(t, "/api/v1/scans", scan(t, nil), "X-Forwarded-For", from, "Cookie", "fz_device="+cookie)
	s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"comment": "words-of-a-comment"}), "X-Forwarded-For", from)
	s.post(t, "/api/v1/scans", map[string]any{"code": "words-of-a-broken-body"}, "X-Forwarded-For", from)
	s.form(t, "code="+badgeCode+"&locale=en", "X-Forwarded-For", from)
	s.get(t, "/api/v1/search?lang=en&q=words-of-a-query", "X-Forwarded-For", from) // fails: no Meilisearch
	s.get(t, "/words-of-a-path", "X-Forwarded-For", from)
	s.get(t, "/readyz", "X-Forwarded-For", from)
	s.stop()

	log := s.log.String()
	for _, secret := range []string{from, "127.0.0.1", cookie, "UniqueAgent", "words-of", badgeCode} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log:\n%s", secret, log)
		}
	}
	for _, secret := range []string{from, "127.0.0.1", cookie, "UniqueAgent", "words-of-a-broken-body", "words-of-a-query"} {
		if bytesOnDisk(t, s.data, secret) {
			t.Errorf("%q is on disk", secret)
		}
	}
	if !bytesOnDisk(t, s.data, "words-of-a-comment") {
		t.Error("the comment is not on disk: the search of the bytes proves nothing")
	}
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("log line %q is not JSON", line)
		}
	}
	if strings.Count(log, `"msg":"request"`) != 8 {
		t.Errorf("want one line per request:\n%s", log)
	}
}

func TestEachAnswerHasItsOwnRequestID(t *testing.T) {
	s := boot(t, t.TempDir())
	a, b := s.get(t, "/healthz").Header.Get("X-Request-Id"), s.get(t, "/nowhere", "X-Request-Id", "forged").Header.Get("X-Request-Id")
	if len(a) != 36 || len(b) != 36 || a == b {
		t.Errorf("request ids %q and %q", a, b)
	}
	if !strings.Contains(s.log.String(), b) {
		t.Error("the log does not know the id")
	}
}

func TestErrorsShowNoInternals(t *testing.T) {
	s := boot(t, t.TempDir())
	for _, path := range []string{"/api/v1/search?q=a&lang=en", "/search?q=a&lang=en"} {
		a := s.get(t, path)
		wantStatus(t, a, http.StatusServiceUnavailable)
		if strings.Contains(string(a.body), "meili") || strings.Contains(string(a.body), "FZ_") {
			t.Errorf("%s answers %s", path, a.body)
		}
	}
}
