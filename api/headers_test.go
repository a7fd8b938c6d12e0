package main

import (
	"maps"
	"net/http"
	"os"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	host := hostHeaders(t)
	s := bootWith(t, oneHit{})
	const jsonPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	for name, c := range map[string]struct {
		answer answered
		status int
		policy string
	}{
		"healthz":             {s.get(t, "/healthz"), 200, jsonPolicy},
		"readyz":              {s.get(t, "/readyz"), 200, jsonPolicy},
		"registry":            {s.get(t, "/api/v1/registry"), 200, jsonPolicy},
		"description":         {s.get(t, "/api/v1/openapi.yaml"), 200, jsonPolicy},
		"leaderboard":         {s.get(t, "/api/v1/leaderboard"), 200, jsonPolicy},
		"leaderboard, areas":  {s.get(t, "/api/v1/leaderboard/areas"), 200, jsonPolicy},
		"search":              {s.get(t, "/api/v1/search?q=a&lang=en"), 200, jsonPolicy},
		"search by body":      {s.post(t, "/api/v1/search", map[string]any{"q": "a", "lang": "en"}), 200, jsonPolicy},
		"scan-in":             {s.post(t, "/api/v1/scans", scan(t, nil)), 201, jsonPolicy},
		"feedback":            {s.post(t, "/api/v1/feedback", feedback(t, nil)), 201, jsonPolicy},
		"session":             {s.get(t, "/api/v1/session"), 401, jsonPolicy},
		"sign-in":             {s.post(t, "/api/v1/session", map[string]any{"token": s.link(t, "--role", "organiser")}), 201, jsonPolicy},
		"malformed":           {s.post(t, "/api/v1/scans", nil), 400, jsonPolicy},
		"nothing there":       {s.get(t, "/nothing"), 404, jsonPolicy},
		"wrong method":        {s.do(t, http.MethodPut, "/api/v1/scans", "", ""), 405, jsonPolicy},
		"options":             {s.do(t, http.MethodOptions, "/api/v1/scans", "", ""), 204, jsonPolicy},
		"search page":         {s.get(t, "/search?q=a"), 200, host["Content-Security-Policy"]},
		"search page, wrong":  {s.get(t, "/search?q=a&category=x"), 400, host["Content-Security-Policy"]},
		"board page":          {s.get(t, "/board"), 200, host["Content-Security-Policy"]},
		"scan page":           {s.form(t, "code="+badgeCode), 200, host["Content-Security-Policy"]},
		"scan page, cross":    {s.form(t, "code="+badgeCode, "Sec-Fetch-Site", "cross-site"), 400, host["Content-Security-Policy"]},
		"scan page, mistyped": {s.form(t, "code=1"), 400, host["Content-Security-Policy"]},
	} {
		t.Run(name, func(t *testing.T) {
			wantStatus(t, c.answer, c.status)
			h := c.answer.Header
			if got := h.Get("Content-Security-Policy"); got != c.policy {
				t.Errorf("policy %q, want %q", got, c.policy)
			}
			for header, want := range host {
				if header != "Content-Security-Policy" && h.Get(header) != want {
					t.Errorf("%s is %q, want %q as in netlify.toml", header, h.Get(header), want)
				}
			}
			public := name == "leaderboard" || name == "leaderboard, areas" || name == "board page" // published figures, the same for everybody
			if cache := h.Get("Cache-Control"); cache != "no-store" && (c.answer.Request.Method != http.MethodGet || cache != "no-cache") && !public {
				t.Errorf("Cache-Control is %q", cache)
			}
			if h.Get("Server") != "" || h.Get("X-Powered-By") != "" || h.Get("Access-Control-Allow-Origin") != "" {
				t.Error("a header too many")
			}
		})
	}
}

// hostHeaders are those that netlify.toml sets on every page: the service says the same.
func hostHeaders(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	var rules struct {
		Headers []struct {
			For    string
			Values map[string]string
		}
	}
	if err := toml.Unmarshal(raw, &rules); err != nil {
		t.Fatal(err)
	}
	page := map[string]string{}
	for _, rule := range rules.Headers {
		if rule.For == "/*" || rule.For == "/en/*" {
			maps.Copy(page, rule.Values)
		}
	}
	if page["Content-Security-Policy"] == "" {
		t.Fatal("netlify.toml has no Content-Security-Policy for /en/*")
	}
	return page
}
