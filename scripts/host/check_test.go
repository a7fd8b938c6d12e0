package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckPages(t *testing.T) {
	const rules = "[[headers]]\nfor='/en/*'\n[headers.values]\nContent-Security-Policy='a'\n[[headers]]\nfor='/admin/*'\n[headers.values]\nContent-Security-Policy='b'\n"
	const missing = "[[headers]]\nfor='/404.html'\n[headers.values]\nContent-Security-Policy=\"default-src 'none'; script-src 'self'; frame-ancestors 'none'\"\n"
	for _, test := range []struct{ name, rules, page, text, want string }{
		{"a page with the policy", rules, "en/x/index.html", "", ""},
		{"the editor has its own", rules, "admin/index.html", "", ""},
		{"data needs none", rules, "registry.json", "", ""},
		{"a page without policy", rules, "fr/index.html", "", "/fr/index.html would be sent without"},
		{"a picture that can hold scripts", rules, "charts/a.svg", "", "/charts/a.svg would be sent without"},
		{"the address of a folder counts too", strings.Replace(rules, "/en/*", "/index.html", 1), "index.html", "", "/ would be sent without"},
		{"a second policy", rules + "[[headers]]\nfor='/fr/*'\n[headers.values]\nContent-Security-Policy='c'\n", "en/index.html", "", `"/fr/*": its Content-Security-Policy is not that of the other pages`},
		{"the page for unknown addresses with a policy of its own", missing, "404.html", `<meta http-equiv="content-security-policy" content="default-src 'none';script-src 'self'">`, ""},
		{"the page for unknown addresses without", missing, "404.html", "<title>404</title>", "404.html: needs <meta"},
		{"the page for unknown addresses with a wider one", missing, "404.html", `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src *">`, "404.html: needs <meta"},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := t.TempDir()
			page := filepath.Join(site, test.page)
			if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(page, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := parseConfig(test.rules)
			if err != nil {
				t.Fatal(err)
			}
			err = c.checkPages(site)
			if (test.want == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}
