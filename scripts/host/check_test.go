package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckPages(t *testing.T) {
	const rules = "[[headers]]\nfor='/en/*'\n[headers.values]\nContent-Security-Policy='a'\n[[headers]]\nfor='/admin/*'\n[headers.values]\nContent-Security-Policy='b'\n"
	for _, test := range []struct{ name, rules, page, want string }{
		{"a page with the policy", rules, "en/x/index.html", ""},
		{"the editor has its own", rules, "admin/index.html", ""},
		{"data needs none", rules, "registry.json", ""},
		{"a page without policy", rules, "fr/index.html", "/fr/index.html would be sent without"},
		{"a picture that can hold scripts", rules, "charts/a.svg", "/charts/a.svg would be sent without"},
		{"the address of a folder counts too", strings.Replace(rules, "/en/*", "/index.html", 1), "index.html", "/ would be sent without"},
		{"a second policy", rules + "[[headers]]\nfor='/fr/*'\n[headers.values]\nContent-Security-Policy='c'\n", "en/index.html", `"/fr/*": its Content-Security-Policy is not that of the other pages`},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := t.TempDir()
			page := filepath.Join(site, test.page)
			if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(page, nil, 0o600); err != nil {
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
