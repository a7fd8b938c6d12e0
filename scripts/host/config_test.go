package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

func TestNetlifyConfigIsApplied(t *testing.T) {
	c, err := readConfig(filepath.Join(root, "netlify.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Build.Command != "./scripts/build" || c.Build.Publish != "site/public" {
		t.Errorf("build %q into %q", c.Build.Command, c.Build.Publish)
	}
	// Where a path goes when no file has its name.
	for path, want := range map[string]string{
		"/api/v1/scans":     "https://api.fangzha.example/api/:splat",
		"/healthz":          "",
		"/readyz":           "",
		"/search":           "https://api.fangzha.example/search",
		"/board":            "https://api.fangzha.example/board",
		"/s":                "https://api.fangzha.example/s",
		"/s/7K3M9QWX":       "/scan/index.html",
		"/S/7K3M9QWX":       "/scan/index.html",
		"/h/guess-who":      "/zh-hant/tactics/:slug/",
		"/c/guess-who":      "/zh-hans/tactics/:slug/",
		"/e/guess-who":      "/en/tactics/:slug/",
		"/ha/new-tickets":   "/zh-hant/alerts/:slug/",
		"/ca/new-tickets":   "/zh-hans/alerts/:slug/",
		"/ea/new-tickets":   "/en/alerts/:slug/",
		"/en/nothing":       "/en/404.html",
		"/zh-hans/nothing/": "/zh-hans/404.html",
		"/zh-hant/nothing/": "/zh-hant/404.html",
	} {
		got := ""
		for _, rule := range c.Redirects {
			if _, ok := rule.pattern.match(path); ok {
				got = rule.To
				break
			}
		}
		if got != want {
			t.Errorf("%s goes to %q, want %q", path, got, want)
		}
	}
	page := c.headersFor("/en/")
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Strict-Transport-Security"} {
		if page[name] == "" {
			t.Errorf("pages have no %s", name)
		}
	}
	if own := c.headersFor("/admin/")["Content-Security-Policy"]; own == "" || own == page["Content-Security-Policy"] {
		t.Errorf("the editor's policy is %q, want one of its own", own)
	}
	if kind := c.headersFor("/en/seminars/seminars.ics")["Content-Type"]; !strings.HasPrefix(kind, "text/calendar") {
		t.Errorf("the calendar is %q", kind)
	}
}

func TestHugoVersionIsThatOfGoMod(t *testing.T) {
	c, err := readConfig(filepath.Join(root, "netlify.toml"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	required := regexp.MustCompile(`github\.com/gohugoio/hugo v(\S+)`).FindSubmatch(mod)
	if required == nil || string(required[1]) != c.Build.Environment["HUGO_VERSION"] {
		t.Errorf("netlify.toml builds with Hugo %s, go.mod has %s; set HUGO_VERSION to go.mod's", c.Build.Environment["HUGO_VERSION"], required)
	}
	language := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if language == nil || !strings.HasPrefix(c.Build.Environment["GO_VERSION"], string(language[1])) {
		t.Errorf("netlify.toml builds with Go %s, go.mod wants %s", c.Build.Environment["GO_VERSION"], language)
	}
}

func TestParseConfigRefuses(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a condition", "[[redirects]]\nfrom='/a'\nto='/b'\nconditions={Language=['en']}", "conditions"},
		{"a query condition", "[[redirects]]\nfrom='/a'\nto='/b'\nquery={id=':id'}", "does not apply this key"},
		{"an unknown table", "[functions]\ndirectory='x'", "functions"},
		{"an unknown status", "[[redirects]]\nfrom='/a'\nto='/b'\nstatus=307", "status 307"},
		{"a 404 elsewhere", "[[redirects]]\nfrom='/a'\nto='https://b.example/c'\nstatus=404", "needs a page of this site"},
		{"a relative from", "[[redirects]]\nfrom='a'\nto='/b'", "starts with /"},
		{"a relative to", "[[redirects]]\nfrom='/a'\nto='b'", "must be a path from /"},
		{"a target with a query", "[[redirects]]\nfrom='/a'\nto='/b?c=d'", "without query"},
		{"a splat inside", "[[redirects]]\nfrom='/a/*/b'\nto='/b'", "whole last segment only"},
		{"a splat that from lacks", "[[redirects]]\nfrom='/a'\nto='/b/:splat'", "from does not name"},
		{"a placeholder that from lacks", "[[redirects]]\nfrom='/a/:x'\nto='/b/:y'", "to uses :y"},
		{"one header twice for one path", "[[headers]]\nfor='/*'\n[headers.values]\nX-A='1'\n[[headers]]\nfor='/b/*'\n[headers.values]\nx-a='2'", "both set"},
		{"broken TOML", "[[redirects", "toml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := parseConfig(test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestPatternsOverlap(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"/*", "/a/b", true}, {"/a/*", "/a", true}, {"/a/*", "/b/*", false}, {"/a", "/a/b", false},
		{"/:x/b", "/a/:y", true}, {"/:x/b", "/a/c", false}, {"/a", "/a/", true},
	} {
		p, _ := parsePattern(test.a)
		q, _ := parsePattern(test.b)
		if p.overlaps(q) != test.want || q.overlaps(p) != test.want {
			t.Errorf("%s and %s: want overlap %v", test.a, test.b, test.want)
		}
	}
}

func TestRun(t *testing.T) {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	site := t.TempDir()
	for _, test := range []struct {
		name   string
		args   []string
		status int
		stderr string
	}{
		{"stops when told", []string{"--addr", "127.0.0.1:0", "--site", site, "--config", filepath.Join(root, "netlify.toml")}, 0, ""},
		{"needs a built site", []string{"--site", filepath.Join(site, "none"), "--config", filepath.Join(root, "netlify.toml")}, 1, "./scripts/build"},
		{"needs an address of the API", []string{"--site", site, "--api", "8081", "--config", filepath.Join(root, "netlify.toml")}, 1, "not an address"},
		{"refuses an unknown flag", []string{"--nonsense"}, 2, "nonsense"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if status := run(done, test.args, &stdout, &stderr); status != test.status || !strings.Contains(stderr.String(), test.stderr) {
				t.Errorf("status %d, stderr %q; want %d, %q", status, stderr.String(), test.status, test.stderr)
			}
		})
	}
}
