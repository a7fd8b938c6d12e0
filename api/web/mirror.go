package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fangzha/api/outreach"
)

const (
	mirrorEvery   = time.Minute
	mirrorBudget  = 20 * time.Second // for one file
	mirrorMaxSize = 32 << 20         // bytes of one file; the real registry has a thousandth of it
	staleReminder = time.Hour
)

// Mirror keeps a copy of registry.json and the page shells of a site whose pages are hosted elsewhere, in a folder that a
// Site can read. Only a whole and readable copy replaces the last one, so the service starts and goes on without the host.
type Mirror struct {
	from   string // ends without a slash
	dir    string
	client *http.Client
	now    func() time.Time
	log    *slog.Logger

	seen  map[string]served // by path
	fresh time.Time         // when the copy last equalled the site
	told  time.Time         // when its age was last logged
}

type served struct {
	etag string
	text []byte
}

// NewMirror mirrors the site at the origin from into dir. Plain http is for loopback only: whoever changes the registry on
// the way decides who a code belongs to.
func NewMirror(from, dir string, now func() time.Time, log *slog.Logger) (*Mirror, error) {
	u, err := url.Parse(from)
	loopback := err == nil && (u.Hostname() == "127.0.0.1" || u.Hostname() == "::1" || u.Hostname() == "localhost")
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback) {
		return nil, fmt.Errorf("%q is neither a folder nor the https address of the site", from)
	}
	return &Mirror{from: strings.TrimSuffix(from, "/"), dir: dir, client: &http.Client{Timeout: mirrorBudget},
		now: now, log: log, seen: map[string]served{}, fresh: now()}, nil
}

// Open brings the copy up to date; when the host does not answer, a copy from before will do.
func (m *Mirror) Open(ctx context.Context) error {
	err := m.refresh(ctx)
	if err == nil {
		return nil
	}
	info, missing := os.Stat(registryFile(m.dir))
	if missing != nil {
		return fmt.Errorf("there is no copy of %s from before, and the first could not be made: %w", m.from, err)
	}
	m.fresh = info.ModTime()
	m.tell(err)
	return nil
}

// Run keeps the copy up to date until ctx ends.
func (m *Mirror) Run(ctx context.Context) {
	tick := time.NewTicker(mirrorEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := m.refresh(ctx); err != nil && ctx.Err() == nil {
				m.tell(err)
			}
		}
	}
}

// tell logs once an hour how old the copy is.
func (m *Mirror) tell(err error) {
	now := m.now()
	if now.Sub(m.told) < staleReminder {
		return
	}
	m.told = now
	m.log.Error("the copy of the site is stale, the last good one stays", "site", m.from, "stale_seconds", int(now.Sub(m.fresh).Seconds()), "error", redact(err.Error()))
}

// refresh asks for each file and writes them all when any has changed.
func (m *Mirror) refresh(ctx context.Context) error {
	raw, changed, err := m.ask(ctx, "/registry.json")
	if err != nil {
		return err
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		return fmt.Errorf("registry.json of %s: %w", m.from, err)
	}
	files := map[string][]byte{registryFile(m.dir): raw}
	for _, lang := range registry.Languages {
		path := "/shell/" + lang + ".html"
		text, other, err := m.ask(ctx, path)
		if err != nil {
			return err
		}
		if _, err := parseShell(string(text)); err != nil {
			return fmt.Errorf("%s of %s: %w", path, m.from, err)
		}
		files[shellFile(m.dir, lang)], changed = text, changed || other
	}
	if changed {
		if err := m.write(files); err != nil {
			m.seen = map[string]served{} // the next try writes everything again
			return err
		}
	}
	if !m.told.IsZero() {
		m.log.Info("the copy of the site is fresh again", "site", m.from)
	}
	m.fresh, m.told = m.now(), time.Time{}
	return nil
}

// ask gets one file, or knows by its ETag that the one it has is still right.
func (m *Mirror) ask(ctx context.Context, path string) (text []byte, changed bool, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, m.from+path, nil)
	if err != nil {
		return nil, false, err
	}
	before, known := m.seen[path]
	if known && before.etag != "" {
		r.Header.Set("If-None-Match", before.etag)
	}
	answer, err := m.client.Do(r)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = answer.Body.Close() }()
	switch {
	case known && answer.StatusCode == http.StatusNotModified:
		return before.text, false, nil
	case answer.StatusCode != http.StatusOK:
		return nil, false, fmt.Errorf("%s%s answers %s", m.from, path, answer.Status)
	}
	text, err = io.ReadAll(io.LimitReader(answer.Body, mirrorMaxSize+1))
	if err != nil {
		return nil, false, err
	}
	if len(text) > mirrorMaxSize {
		return nil, false, fmt.Errorf("%s%s is larger than %d bytes", m.from, path, mirrorMaxSize)
	}
	m.seen[path] = served{answer.Header.Get("ETag"), text}
	return text, !known || string(text) != string(before.text), nil
}

// write replaces each file as a whole: a reader, or a start after a crash, never meets half of one.
func (m *Mirror) write(files map[string][]byte) error {
	if err := os.MkdirAll(filepath.Dir(shellFile(m.dir, "x")), 0o700); err != nil {
		return err
	}
	for name, text := range files {
		f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return errors.Join(err, os.Remove(f.Name()))
		}
		if err := os.Rename(f.Name(), name); err != nil {
			return err
		}
	}
	return nil
}
