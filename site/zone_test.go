package site_test

import (
	"os"
	"regexp"
	"testing"
)

func TestOneTimeZoneServesHugoTheRegistryAndTheScripts(t *testing.T) {
	want := ""
	for file, pattern := range map[string]string{
		"hugo.toml":                  `(?m)^timeZone = '(.+)'`,
		"layouts/home.registry.json": `"time_zone" "(.+)"`,
		"assets/js/zone.js":          `zone = '(.+)'`,
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(pattern).FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s names no time zone", file)
		}
		if want == "" {
			want = string(found[1])
		}
		if got := string(found[1]); got != want {
			t.Errorf("%s says %s, another file %s", file, got, want)
		}
	}
}
