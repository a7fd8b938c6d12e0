package web

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	smallRegistry = `{"version": 1, "time_zone": "Asia/Shanghai", "languages": ["en"], "check_words": [{"en": "apple"}, {"en": "kite"}], "levels": [{"id": "NAME", "name": {}, "points": 0}]}`
	smallShell    = `<title>{{fz:title}}</title><main>{{fz:main}}</main>`
)

func writeSite(t *testing.T, registry, shell string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "shell"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, registryFile(dir), registry)
	write(t, shellFile(dir, "en"), shell)
	return dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestANewBuildIsFollowedAndABrokenOneIsNot(t *testing.T) {
	dir := writeSite(t, smallRegistry, smallShell)
	var log bytes.Buffer
	now := time.Now()
	s, err := OpenSite(dir, func() time.Time { return now }, slog.New(slog.NewJSONHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	want := func(name string) {
		t.Helper()
		if got := s.Registry().Levels[0].ID; got != name {
			t.Errorf("registry %s, want %s", got, name)
		}
	}
	write(t, registryFile(dir), strings.Replace(smallRegistry, "NAME", "SECOND", 1))
	want("NAME") // looked at a moment ago
	now = now.Add(recheck)
	want("SECOND")

	write(t, registryFile(dir), "half a fi")
	for range 3 {
		now = now.Add(recheck)
		want("SECOND")
	}
	if n := strings.Count(log.String(), "not usable"); n != 1 {
		t.Errorf("the broken build is reported %d times, want once:\n%s", n, &log)
	}
	write(t, registryFile(dir), strings.Replace(smallRegistry, "NAME", "THE-FOURTH", 1))
	now = now.Add(recheck)
	want("THE-FOURTH")

	write(t, shellFile(dir, "en"), smallShell+"<footer>new</footer>")
	now = now.Add(recheck)
	if after := s.present().shells["en"].after; !strings.Contains(after, "new") {
		t.Errorf("shell ends with %q", after)
	}
}

func TestASiteThatIsNotWholeIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ registry, shell, says string }{
		"no shell of a language":   {strings.Replace(smallRegistry, `"en"`, `"en", "zh-hant"`, 1), smallShell, "zh-hant.html"},
		"a shell without main":     {smallRegistry, `<title>{{fz:title}}</title>`, "{{fz:main}}"},
		"a shell with two mains":   {smallRegistry, smallShell + "{{fz:main}}", "{{fz:main}}"},
		"a shell without title":    {smallRegistry, `<main>{{fz:main}}</main>`, "{{fz:title}}"},
		"a registry that is wrong": {`{"version": 7}`, smallShell, "registry.json"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := OpenSite(writeSite(t, c.registry, c.shell), time.Now, slog.New(slog.DiscardHandler))
			if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "./scripts/build") {
				t.Errorf("error is %v, want %q and the command that mends it", err, c.says)
			}
		})
	}
}
