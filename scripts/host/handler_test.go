package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testRules = `
[[redirects]]
from = "/api/*"
to = "https://api.example/api/:splat"
status = 200
[[redirects]]
from = "/search"
to = "https://api.example/search"
status = 200
[[redirects]]
from = "/s/*"
to = "/scan/index.html"
status = 200
[[redirects]]
from = "/old/:slug"
to = "/en/tactics/:slug/"
[[redirects]]
from = "/soon"
to = "/en/"
status = 302
[[redirects]]
from = "/away/*"
to = "https://elsewhere.example/x/:splat"
status = 301
[[redirects]]
from = "/en/about"
to = "/en/"
status = 302
[[redirects]]
from = "/forced.txt"
to = "/en/"
status = 302
force = true
[[redirects]]
from = "/lost"
to = "/no/such/page.html"
status = 200
[[redirects]]
from = "/en/*"
to = "/en/404.html"
status = 404
[[headers]]
for = "/*"
[headers.values]
Content-Security-Policy = "default-src 'none'"
[[headers]]
for = "/assets/*"
[headers.values]
Cache-Control = "immutable"
[[headers]]
for = "/en/seminars.ics"
[headers.values]
Content-Type = "text/calendar; charset=utf-8; method=PUBLISH"
`

var testSite = map[string]string{
	"index.html":          "chooser",
	"404.html":            "not found anywhere",
	"scan/index.html":     "scan",
	"en/index.html":       "home",
	"en/404.html":         "not found in English",
	"en/about/index.html": "about",
	"en/plain.html":       "plain",
	"en/seminars.ics":     "BEGIN:VCALENDAR",
	"forced.txt":          "never seen",
	"film.en.vtt":         "WEBVTT",
	"assets/app.abc.js":   strings.Repeat("/* script */", 100),
	"assets/photo.png":    strings.Repeat("png", 1000),
}

func TestRequests(t *testing.T) {
	host := start(t, testRules, "http://127.0.0.1:1")
	for _, test := range []struct {
		name     string
		method   string
		path     string
		status   int
		body     string
		location string
		header   map[string]string
	}{
		{name: "the root is its index page", path: "/", status: 200, body: "chooser",
			header: map[string]string{"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'", "Cache-Control": "public, max-age=0, must-revalidate"}},
		{name: "a folder is its index page", path: "/en/", status: 200, body: "home"},
		{name: "a folder without its slash moves", path: "/en?q=1", status: 301, location: "/en/?q=1"},
		{name: "a page without .html is found", path: "/en/plain", status: 200, body: "plain"},
		{name: "a file wins against a rule", path: "/en/about/", status: 200, body: "about"},
		{name: "a folder without its slash wins against a rule, too", path: "/en/about", status: 301, location: "/en/about/"},
		{name: "a forced rule wins against a file", path: "/forced.txt", status: 302, location: "/en/"},
		{name: "a splat is rewritten", path: "/s/8CHARS00", status: 200, body: "scan"},
		{name: "a splat may be empty", path: "/s/", status: 200, body: "scan"},
		{name: "the case of a path counts", path: "/S/8CHARS00", status: 404, body: "not found anywhere"},
		{name: "a placeholder moves with its value and the query", path: "/old/task-rebate?x=1", status: 301, location: "/en/tactics/task-rebate/?x=1"},
		{name: "a slash at the end makes no difference to a rule", path: "/old/task-rebate/", status: 301, location: "/en/tactics/task-rebate/"},
		{name: "a placeholder is one segment", path: "/old/a/b", status: 404},
		{name: "302 is temporary", path: "/soon/", status: 302, location: "/en/"},
		{name: "a move to another host keeps the splat", path: "/away/a/b", status: 301, location: "https://elsewhere.example/x/a/b"},
		{name: "a rewrite to nothing is not found", path: "/lost", status: 404, body: "not found anywhere"},
		{name: "not found in the language of the path", path: "/en/nothing/", status: 404, body: "not found in English",
			header: map[string]string{"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html; charset=utf-8"}},
		{name: "not found elsewhere is the root's page", path: "/nothing", status: 404, body: "not found anywhere"},
		{name: "a folder without a page is not found", path: "/assets/", status: 404},
		{name: "an asset has its own cache rule", path: "/assets/app.abc.js", status: 200,
			header: map[string]string{"Cache-Control": "immutable", "Content-Type": "text/javascript; charset=utf-8", "Content-Security-Policy": "default-src 'none'"}},
		{name: "a rule may set the content type", path: "/en/seminars.ics", status: 200, header: map[string]string{"Content-Type": "text/calendar; charset=utf-8; method=PUBLISH"}},
		{name: "captions have the type that players ask for", path: "/film.en.vtt", status: 200, header: map[string]string{"Content-Type": "text/vtt; charset=utf-8"}},
		{name: "HEAD has no body", method: "HEAD", path: "/en/", status: 200, body: ""},
		{name: "a page cannot be posted to", method: "POST", path: "/en/", status: 405, header: map[string]string{"Allow": "GET, HEAD"}},
		{name: "climbing is refused", path: "/en/../../go.mod", status: 400},
		{name: "climbing in disguise is refused", path: "/en/%2e%2e/%2e%2e/go.mod", status: 400},
		{name: "climbing behind an encoded slash is refused", path: "/..%2f..%2fgo.mod", status: 400},
		{name: "a back slash is refused", path: "/en%5c..%5cgo.mod", status: 400},
		{name: "a NUL is refused", path: "/en/%00", status: 400},
		{name: "a double slash cannot lead to another host", path: "//elsewhere.example/%2e%2e", status: 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			method := test.method
			if method == "" {
				method = "GET"
			}
			response := ask(t, host, method, test.path, nil)
			if response.StatusCode != test.status {
				t.Fatalf("status %d, want %d", response.StatusCode, test.status)
			}
			if got := response.Header.Get("Location"); got != test.location {
				t.Errorf("Location %q, want %q", got, test.location)
			}
			if body := read(t, response); test.body != "" && body != test.body || method == "HEAD" && body != "" {
				t.Errorf("body %q, want %q", body, test.body)
			}
			for name, want := range test.header {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestSymbolicLinkOutOfTheSiteIsNotFollowed(t *testing.T) {
	host := start(t, "", "http://127.0.0.1:1")
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(host.site, "link.txt")); err != nil {
		t.Fatal(err)
	}
	if response := ask(t, host, "GET", "/link.txt", nil); response.StatusCode != 404 {
		t.Errorf("status %d, want 404", response.StatusCode)
	}
}

func TestCachingAndCompression(t *testing.T) {
	host := start(t, testRules, "http://127.0.0.1:1")
	plain := ask(t, host, "GET", "/assets/app.abc.js", nil)
	if plain.Header.Get("Content-Encoding") != "" || plain.Header.Get("Last-Modified") == "" {
		t.Errorf("headers %v, want a plain file with Last-Modified", plain.Header)
	}
	zipped := ask(t, host, "GET", "/assets/app.abc.js", map[string]string{"Accept-Encoding": "br, gzip;q=0.8"})
	if zipped.Header.Get("Content-Encoding") != "gzip" || zipped.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v, want gzip and Vary", zipped.Header)
	}
	if zipped.Header.Get("ETag") == plain.Header.Get("ETag") {
		t.Error("one ETag for two representations")
	}
	unzipped, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(unzipped); err != nil || string(text) != testSite["assets/app.abc.js"] {
		t.Errorf("unzipped %d bytes, %v", len(text), err)
	}
	for name, test := range map[string]struct {
		path   string
		header map[string]string
		status int
		coding string
	}{
		"an unchanged file is 304":            {"/assets/app.abc.js", map[string]string{"If-None-Match": plain.Header.Get("ETag")}, 304, ""},
		"an unchanged compressed file is 304": {"/assets/app.abc.js", map[string]string{"If-None-Match": zipped.Header.Get("ETag"), "Accept-Encoding": "gzip"}, 304, ""},
		"a range is of the plain file":        {"/assets/app.abc.js", map[string]string{"Range": "bytes=0-3", "Accept-Encoding": "gzip"}, 206, ""},
		"a refused coding is not used":        {"/assets/app.abc.js", map[string]string{"Accept-Encoding": "gzip;q=0"}, 200, ""},
		"a picture is not compressed again":   {"/assets/photo.png", map[string]string{"Accept-Encoding": "gzip"}, 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			response := ask(t, host, "GET", test.path, test.header)
			if response.StatusCode != test.status || response.Header.Get("Content-Encoding") != test.coding {
				t.Errorf("status %d, coding %q; want %d, %q", response.StatusCode, response.Header.Get("Content-Encoding"), test.status, test.coding)
			}
		})
	}
}

func TestProxy(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Api", "yes")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]string{
			"path": r.URL.Path, "query": r.URL.RawQuery, "method": r.Method, "body": string(body), "host": r.Host,
			"for": r.Header.Get("X-Forwarded-For"), "proto": r.Header.Get("X-Forwarded-Proto"), "forwarded host": r.Header.Get("X-Forwarded-Host"),
			"hop": r.Header.Get("Keep-Alive"), "cookie": r.Header.Get("Cookie"),
		})
	}))
	defer api.Close()
	host := start(t, testRules, api.URL)
	response := ask(t, host, "POST", "/api/v1/scans?a=b", map[string]string{
		"X-Forwarded-For": "203.0.113.9", "Keep-Alive": "5", "Cookie": "fz_device=1",
	})
	if response.StatusCode != 201 || response.Header.Get("X-Api") != "yes" || response.Header.Get("Content-Security-Policy") != "" {
		t.Errorf("status %d, headers %v; want the API's own answer", response.StatusCode, response.Header)
	}
	var got map[string]string
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"path": "/api/v1/scans", "query": "a=b", "method": "POST", "body": "sent", "host": strings.TrimPrefix(api.URL, "http://"),
		"for": "127.0.0.1", "proto": "http", "forwarded host": strings.TrimPrefix(host.URL, "http://"), "hop": "", "cookie": "fz_device=1",
	} {
		if got[name] != want {
			t.Errorf("the API saw %s %q, want %q", name, got[name], want)
		}
	}
}

func TestAPIDown(t *testing.T) {
	host := start(t, testRules, closedAddress(t))
	response := ask(t, host, "GET", "/api/v1/leaderboard", map[string]string{"Accept-Language": "zh-HK,en;q=0.8"})
	if response.StatusCode != 503 || response.Header.Get("Retry-After") == "" || response.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("status %d, headers %v", response.StatusCode, response.Header)
	}
	var problem struct {
		Error struct{ Code, Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&problem); err != nil || problem.Error.Code != "unavailable" || !strings.Contains(problem.Error.Message, "稍後") {
		t.Errorf("got %+v, %v; want the API's error shape in the reader's language", problem, err)
	}

	bare := read(t, ask(t, host, "GET", "/search?q=x&lang=zh-hans", nil))
	if !strings.Contains(bare, "稍后") || !strings.Contains(bare, `lang="zh-hans"`) {
		t.Errorf("page %q", bare)
	}
	write(t, filepath.Join(host.site, "shell", "en.html"), "<title>{{fz:title}}</title><main>{{fz:main}}</main>")
	shell := ask(t, host, "GET", "/search", nil)
	if page := read(t, shell); !strings.HasPrefix(page, "<title>This service") || strings.Contains(page, "{{") || shell.StatusCode != 503 {
		t.Errorf("status %d, page %q", shell.StatusCode, page)
	}
	if page := ask(t, host, "GET", "/en/", nil); page.StatusCode != 200 {
		t.Errorf("a page answers %d while the API is down, want 200", page.StatusCode)
	}
}

func TestAPIThatBreaksOff(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer api.Close()
	if response := ask(t, start(t, testRules, api.URL), "GET", "/api/x", nil); response.StatusCode != 502 {
		t.Errorf("status %d, want 502", response.StatusCode)
	}
}

type testHost struct {
	*httptest.Server
	site string
}

func start(t *testing.T, rules, api string) testHost {
	t.Helper()
	site := t.TempDir()
	for name, text := range testSite {
		write(t, filepath.Join(site, name), text)
	}
	c, err := parseConfig(rules)
	if err != nil {
		t.Fatal(err)
	}
	h, err := newHandler(c, site, api, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return testHost{server, site}
}

func ask(t *testing.T, host testHost, method, path string, header map[string]string) *http.Response {
	t.Helper()
	var body io.Reader
	if method == "POST" {
		body = strings.NewReader("sent")
	}
	request, err := http.NewRequest(method, host.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	// One hop, as sent: no redirects followed, nothing unzipped.
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}

func read(t *testing.T, response *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// closedAddress is an address at which nobody listens.
func closedAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	return "http://" + listener.Addr().String()
}
