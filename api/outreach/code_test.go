package outreach

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The cases are those of the browser's own reading too: site/unit/small.test.js.
func TestParseCode(t *testing.T) {
	text, err := os.ReadFile("testdata/codes.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Text, Kind string
		Want             Code // "" for no code
		ID               Code
	}
	if err := json.Unmarshal(text, &cases); err != nil || len(cases) == 0 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			got, ok := ParseCode(c.Text)
			if ok != (c.Want != "") || ok && got != c.Want {
				t.Errorf("ParseCode(%q) = %q, %t; want %q", c.Text, got, ok, c.Want)
			}
			kind := map[string]CodeKind{"": NoCode, "printed": PrintedCode, "live": LiveCode, "typed": TypedCode}[c.Kind]
			if got.Kind() != kind || got.ID() != c.ID {
				t.Errorf("%q is of kind %d and holds %q; want %s and %q", got, got.Kind(), got.ID(), c.Kind, c.ID)
			}
		})
	}
	if got, ok := ParseCode("FR23R1A\xff"); ok {
		t.Errorf("broken UTF-8 is read as %q", got)
	}
}

func TestNewCodeIsParsedBackAndHasNoU(t *testing.T) {
	for b := range 256 {
		code, err := NewCode(bytes.NewReader(append(bytes.Repeat([]byte{byte(b)}, 8), "letters!"...)))
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := ParseCode(code.Print()); !ok || got != code || strings.ContainsAny(string(code), "ILOU") || strings.Trim(string(code), "0123456789") == "" {
			t.Errorf("%s printed as %s is read as %s", code, code.Print(), got)
		}
	}
	if _, err := NewCode(strings.NewReader("short")); err == nil {
		t.Error("no error without randomness")
	}
}

func FuzzParseCode(f *testing.F) {
	for _, seed := range []string{"FR23R1AV", "fr23-r1av", "ＦＲ２３", "\xff", "ſſſſſſſſ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := ParseCode(text)
		if !ok {
			return
		}
		for _, r := range string(code) {
			if !strings.ContainsRune(crockford, r) {
				t.Fatalf("%q is read as %q", text, code)
			}
		}
		if again, ok := ParseCode(code.Print()); !ok || again != code {
			t.Fatalf("%q is read as %q, that as %q", text, code, again)
		}
	})
}
