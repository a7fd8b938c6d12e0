package site_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestTheServiceWorkerKeepsWhatItsPagesNeed(t *testing.T) {
	site := newFixture(t)
	worker := func() string {
		t.Helper()
		if out, err := site.build(); err != nil {
			t.Fatalf("hugo: %v\n%s", err, out)
		}
		return site.read("sw.js")
	}
	version := func(worker string) string {
		t.Helper()
		found := regexp.MustCompile(`"[0-9a-f]{16}"`).FindString(worker)
		if found == "" {
			t.Fatalf("no version in\n%s", worker)
		}
		return found
	}
	first := worker()

	t.Run("every kept page is there, and so is all it loads", func(t *testing.T) {
		asset := regexp.MustCompile(`(?:src|href)="(/(?:js|css|svg|images)/[^"]+)"`)
		for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
			for _, page := range []string{"/scan/", "/" + lang + "/s/", "/" + lang + "/feedback/", "/" + lang + "/quiz/", "/" + lang + "/guides/emergency/", "/" + lang + "/offline/"} {
				if !strings.Contains(first, `"`+page+`"`) {
					t.Errorf("%s is not kept", page)
				}
				for _, loaded := range asset.FindAllStringSubmatch(site.read(page+"index.html"), -1) {
					if !strings.Contains(first, `"`+loaded[1]+`"`) {
						t.Errorf("%s loads %s, which is not kept", page, loaded[1])
					}
				}
			}
		}
	})

	t.Run("a build that changes nothing changes no phone", func(t *testing.T) {
		if second := worker(); second != first {
			t.Error("the same project gives another worker")
		}
	})

	before := version(first)
	for _, changed := range []string{"guides/emergency", "items/scam-a"} {
		t.Run("a changed sentence of "+changed+" changes the version", func(t *testing.T) {
			file := filepath.Join(site.root, "content/en", changed+".md")
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, append(text, "\nOne more sentence.\n"...), 0o600); err != nil {
				t.Fatal(err)
			}
			now := version(worker())
			if now == before {
				t.Error("phones would keep the old page")
			}
			before = now
		})
	}

	t.Run("switched off, it takes itself away and no page asks for it", func(t *testing.T) {
		t.Setenv("HUGO_PARAMS_OFFLINE_ON", "false")
		if off := worker(); !strings.Contains(off, "unregister()") || strings.Contains(off, "/scan/") {
			t.Errorf("the worker is\n%s", off)
		}
		if strings.Contains(site.read("en/s/index.html"), "data-fz-offline") {
			t.Error("the scan page still asks for the worker")
		}
	})
}
