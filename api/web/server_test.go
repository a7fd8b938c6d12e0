package web

import (
	"bytes"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
)

// newTestServer serves one more route, GET /test, that does what the test says.
func newTestServer(t *testing.T, handler echo.HandlerFunc) (*Server, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	logger := slog.New(slog.NewJSONHandler(log, nil))
	site, err := OpenSite(writeSite(t, smallRegistry, smallShell), time.Now, logger)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Config{Site: site, Now: time.Now, Random: rand.Reader, Log: logger})
	s.echo.GET("/test", handler)
	return s, log
}

func TestInternalErrorsAreLoggedAndNotSent(t *testing.T) {
	for name, handler := range map[string]echo.HandlerFunc{
		"an error": func(echo.Context) error { return errors.New("dial tcp 192.0.2.7:5432: the inner truth") },
		"a panic":  func(echo.Context) error { panic("192.0.2.7:5432: the inner truth") },
	} {
		t.Run(name, func(t *testing.T) {
			s, log := newTestServer(t, handler)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/test", nil))
			if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), `"code":"internal"`) || strings.Contains(w.Body.String(), "truth") {
				t.Errorf("status %d, body %s", w.Code, w.Body)
			}
			if !strings.Contains(log.String(), "the inner truth") || strings.Contains(log.String(), "192.0.2.7") {
				t.Errorf("log %s", log)
			}
			if w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Error("security headers are missing")
			}
		})
	}
}

func TestAddressesAreTakenOutOfLogs(t *testing.T) {
	for text, want := range map[string]string{
		"http: TLS handshake error from 192.0.2.1:51000: EOF":   "http: TLS handshake error from (address): EOF",
		"read tcp [2001:db8::1]:80->[fe80::2%eth0]:99: timeout": "read tcp (address)->(address): timeout",
		"version 1.26.8 at 12:30:01, 3.5 ms":                    "version 1.26.8 at 12:30:01, 3.5 ms",
		"from 192.0.2.1":                                        "from (address)",
	} {
		if got := redact(text); got != want {
			t.Errorf("redact(%q) = %q, want %q", text, got, want)
		}
	}
}
