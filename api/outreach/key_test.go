package outreach

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseKey(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		ok   bool
	}{
		"the example of RFC 9562": {"017F22E2-79B0-7CC3-98C4-DC0C0C07398F", true},
		"lower case":              {"017f22e2-79b0-7cc3-98c4-dc0c0c07398f", true},
		"version 4":               {"919108f7-52d1-4320-9bac-f847db4148a8", false},
		"another variant":         {"017f22e2-79b0-7cc3-18c4-dc0c0c07398f", false},
		"no hyphens":              {"017f22e279b07cc398c4dc0c0c07398f", false},
		"hyphens elsewhere":       {"017f22e27-9b0-7cc3-98c4-dc0c0c07398f", false},
		"a hyphen too many":       {"017f22e2-79b0-7cc3-98c4--c0c0c07398f", false},
		"not hexadecimal":         {"017g22e2-79b0-7cc3-98c4-dc0c0c07398f", false},
		"a URN":                   {"urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f", false},
		"white space behind it":   {"017f22e2-79b0-7cc3-98c4-dc0c0c07398f ", false},
		"empty":                   {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			key, ok := ParseKey(c.text)
			if ok != c.ok || ok && string(key) != strings.ToLower(c.text) {
				t.Errorf("ParseKey(%q) = %q, %t; want ok %t", c.text, key, ok, c.ok)
			}
		})
	}
}

func TestKeysOfLaterMomentsSortBehind(t *testing.T) {
	start := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	var keys []Key
	for i := range 1000 {
		key, err := NewKey(start.Add(time.Duration(i)*time.Millisecond), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if parsed, ok := ParseKey(string(key)); !ok || parsed != key {
			t.Fatalf("%q is no UUIDv7", key)
		}
		if at := key.Time(); !at.Equal(start.Add(time.Duration(i) * time.Millisecond)) {
			t.Fatalf("%q was made at %s", key, at)
		}
		keys = append(keys, key)
	}
	if !slices.IsSorted(keys) {
		t.Error("not in order of time")
	}
}
