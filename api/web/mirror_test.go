package web

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// remote is a host of pages whose answers a test changes.
type remote struct {
	registry, shell atomic.Value // string; "" answers 500
	sent            atomic.Int64 // whole files
}

func (r *remote) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	text := r.registry.Load().(string)
	if strings.HasPrefix(q.URL.Path, "/shell/") {
		text = r.shell.Load().(string)
	}
	if text == "" {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	tag := `"` + text[len(text)/2:len(text)/2+8] + `"`
	w.Header().Set("ETag", tag)
	if q.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	r.sent.Add(1)
	_, _ = w.Write([]byte(text))
}

func TestAMirrorKeepsTheLastGoodCopy(t *testing.T) {
	r := &remote{}
	registry := func(name string) string { return strings.Replace(smallRegistry, "NAME", name, 1) }
	r.registry.Store(registry("FIRST"))
	r.shell.Store(smallShell)
	host := httptest.NewServer(r)
	defer host.Close()

	var log bytes.Buffer
	clock := time.Now()
	now := func() time.Time { return clock }
	dir, logger := t.TempDir(), slog.New(slog.NewJSONHandler(&log, nil))
	m, err := NewMirror(host.URL+"/", dir, now, logger)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := m.Open(ctx); err != nil {
		t.Fatal(err)
	}
	site, err := OpenSite(dir, now, logger)
	if err != nil {
		t.Fatal(err)
	}
	refresh := func(wantError string) {
		t.Helper()
		clock = clock.Add(mirrorEvery)
		err := m.refresh(ctx)
		if (wantError == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), wantError) {
			t.Errorf("refresh: %v, want %q", err, wantError)
		}
		if err != nil {
			m.tell(err)
		}
	}
	want := func(name string) {
		t.Helper()
		if got := site.Registry().Levels[0].ID; got != name {
			t.Errorf("registry %s, want %s", got, name)
		}
	}
	want("FIRST")

	before := r.sent.Load()
	refresh("")
	if r.sent.Load() != before {
		t.Error("unchanged files were sent again in spite of their ETag")
	}
	// Another length: a file system may give two quick writes one time.
	r.registry.Store(registry("SECOND"))
	refresh("")
	want("SECOND")

	for name, broken := range map[string]string{"half a file": registry("THIRD")[:60], "no registry": "<!doctype html><title>404</title>"} {
		t.Log(name)
		r.registry.Store(broken)
		refresh("registry.json of")
		want("SECOND")
	}
	r.registry.Store(registry("THIRD"))
	r.shell.Store("<main>no marks</main>")
	refresh("/shell/en.html of")
	want("SECOND")
	r.registry.Store("")
	refresh("500")
	if n := strings.Count(log.String(), "is stale"); n != 1 {
		t.Errorf("staleness was logged %d times within the hour, want once:\n%s", n, &log)
	}

	// A restart while the host is down works with the copy; without a copy it fails and says why.
	again, err := NewMirror(host.URL, dir, now, logger)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Open(ctx); err != nil {
		t.Errorf("a restart with a copy: %v", err)
	}
	first, err := NewMirror(host.URL, t.TempDir(), now, logger)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Open(ctx); err == nil || !strings.Contains(err.Error(), "no copy") {
		t.Errorf("a first start without the host: %v", err)
	}

	r.registry.Store(registry("FOURTH"))
	r.shell.Store(smallShell)
	refresh("")
	want("FOURTH")
	if !strings.Contains(log.String(), "fresh again") {
		t.Error("the recovery is not in the log")
	}
}

func TestAMirrorNeedsAnAddressThatNobodyCanForge(t *testing.T) {
	for from, ok := range map[string]bool{
		"https://fangzha.example": true, "https://fangzha.example/": true, "http://127.0.0.1:8080": true, "http://localhost:8080": true,
		"http://fangzha.example": false, "ftp://fangzha.example": false, "https://": false, "https://a.example/?x": false,
	} {
		if _, err := NewMirror(from, t.TempDir(), time.Now, slog.Default()); (err == nil) != ok {
			t.Errorf("%s: %v", from, err)
		}
	}
}
