package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const deployRules = "[[redirects]]\nfrom='/api/*'\nto='https://api.fangzha.example/api/:splat'\nstatus=200\nforce=true\n" +
	"[[redirects]]\nfrom='/h/:slug'\nto='/zh-hant/:slug/'\n"

func TestWriteDeploy(t *testing.T) {
	const secret = "a secret that no file may hold"
	for _, test := range []struct {
		name               string
		env                map[string]string
		redirects, headers string
		notes              []string
		wrong              string
	}{
		{"production with a service", map[string]string{"CONTEXT": "production", "FZ_API_ORIGIN": "https://api.a.example", signatureVariable: secret},
			"/api/* https://api.a.example/api/:splat 200! signed=FZ_NETLIFY_SIGNATURE\n", "", nil, ""},
		{"without a signature", map[string]string{"CONTEXT": "production", "FZ_API_ORIGIN": "https://api.a.example"},
			"/api/* https://api.a.example/api/:splat 200!\n", "", []string{"share one address"}, ""},
		{"without a service", map[string]string{"CONTEXT": "production"}, "", "", []string{"FZ_API_ORIGIN is not set"}, ""},
		{"a preview stays out of search engines", map[string]string{"CONTEXT": "deploy-preview", "FZ_API_ORIGIN": "http://127.0.0.1:8081", signatureVariable: secret},
			"/api/* http://127.0.0.1:8081/api/:splat 200! signed=FZ_NETLIFY_SIGNATURE\n", "/*\n  X-Robots-Tag: noindex\n", []string{`"deploy-preview" deploy`}, ""},
		{"an origin with a path", map[string]string{"FZ_API_ORIGIN": "https://api.a.example/v1"}, "", "", nil, "is not an origin such as"},
		{"an origin in the clear", map[string]string{"FZ_API_ORIGIN": "http://api.a.example"}, "", "", nil, "is not an origin such as"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := parseConfig(deployRules)
			if err != nil {
				t.Fatal(err)
			}
			site := t.TempDir()
			notes, err := c.writeDeploy(site, func(name string) string { return test.env[name] })
			if test.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), test.wrong) {
					t.Errorf("error %v, want %q", err, test.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{"_redirects": test.redirects, "_headers": test.headers} {
				if text, err := os.ReadFile(filepath.Join(site, name)); err != nil || string(text) != want {
					t.Errorf("%s: %q, %v; want %q", name, text, err, want)
				}
			}
			if len(notes) != len(test.notes) {
				t.Fatalf("notes %q, want %q", notes, test.notes)
			}
			for i, want := range test.notes {
				if !strings.Contains(notes[i], want) {
					t.Errorf("note %q, want %q", notes[i], want)
				}
			}
		})
	}
}
