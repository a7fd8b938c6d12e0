package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDeadLinksAreNamed(t *testing.T) {
	for name, test := range map[string]struct{ link, want string }{
		"a page":                         {"/en/b/", ""},
		"a page beside it":               {"../b/", ""},
		"a place":                        {"/en/b/#here", ""},
		"a place of this page":           {"#top", ""},
		"a file":                         {"/a.css", ""},
		"another host":                   {"https://b.example/x", ""},
		"a telephone number":             {"tel:110", ""},
		"an address of the service":      {"/api/v1/registry", ""},
		"the search without JavaScript":  {"/search?q=a", ""},
		"a code for the page's script":   {"/en/s/#VA8HT6J7", ""},
		"no page":                        {"/en/c/", "/en/a/ links to /en/c/: it does not exist"},
		"a folder without a page":        {"/en/", "/en/a/ links to /en/: it does not exist"},
		"no place":                       {"/en/b/#there", `/en/a/ links to /en/b/#there: that page has no id "there"`},
		"what the template refused":      {"#ZgotmplZ", `that page has no id "ZgotmplZ"`},
		"an address that cannot be read": {"%zz", "invalid URL escape"},
	} {
		t.Run(name, func(t *testing.T) {
			site := t.TempDir()
			for file, text := range map[string]string{
				"en/a/index.html": `<body id="top"><a href="` + test.link + `">x</a>`, "en/b/index.html": `<p id="here">`, "en/s/index.html": "", "a.css": "",
			} {
				file = filepath.Join(site, file)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			var stdout, stderr bytes.Buffer
			status := run([]string{site}, &stdout, &stderr)
			if (status == 0) != (test.want == "") || !strings.Contains(stderr.String(), test.want) {
				t.Errorf("status %d, %q, want %q", status, &stderr, test.want)
			}
		})
	}
}

func TestAnEmptyFolderIsNoSite(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if status := run([]string{t.TempDir()}, &stdout, &stderr); status != 1 || !strings.Contains(stderr.String(), "./scripts/build") {
		t.Errorf("status %d, %q", status, &stderr)
	}
}
