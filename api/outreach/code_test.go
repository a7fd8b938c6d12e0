package outreach

import (
	"bytes"
	"strings"
	"testing"
)

func TestParseCode(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Code // "" for no code
	}{
		"as printed":                       {"FR23R1AV", "FR23R1AV"},
		"lower case":                       {"fr23r1av", "FR23R1AV"},
		"in two groups":                    {"FR23-R1AV", "FR23R1AV"},
		"with spaces and other dashes":     {" fr23 — r1 av ", "FR23R1AV"},
		"the letter O is zero":             {"OoOOooOO", "00000000"},
		"I and L are one":                  {"IiLl1111", "11111111"},
		"full width of a Chinese keyboard": {"ＦＲ２３－ｒ１ａｖ", "FR23R1AV"},
		"a Chinese full stop behind it":    {"「FR23R1AV」。", "FR23R1AV"},
		"a comma and a bracket around it":  {"(FR23R1AV),", "FR23R1AV"},
		"a line break behind it":           {"FR23R1AV\r\n", "FR23R1AV"},
		"a full-width space inside":        {"FR23　R1AV", "FR23R1AV"},
		"empty":                            {"", ""},
		"punctuation alone":                {"--- ", ""},
		"one too few":                      {"FR23R1A", ""},
		"one too many":                     {"FR23R1AV0", ""},
		"the letter U":                     {"FR23R1AU", ""},
		"a dot inside":                     {"FR23.R1AV", ""},
		"Chinese numerals":                 {"一二三四五六七八", ""},
		"Arabic-Indic digits":              {"٠١٢٣٤٥٦٧", ""},
		"a long s, which folds to S":       {"FR23R1Aſ", ""},
		"far too long":                     {strings.Repeat(" ", 100) + "FR23R1AV", ""},
		"a whole address":                  {"https://fangzha.example/s/FR23R1AV", ""},
		"broken UTF-8":                     {"FR23R1A\xff", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := ParseCode(c.text)
			if ok != (c.want != "") || ok && got != c.want {
				t.Errorf("ParseCode(%q) = %q, %t; want %q", c.text, got, ok, c.want)
			}
		})
	}
}

func TestNewCodeIsParsedBackAndHasNoU(t *testing.T) {
	for b := range 256 {
		code, err := NewCode(bytes.NewReader(bytes.Repeat([]byte{byte(b)}, 8)))
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := ParseCode(code.Print()); !ok || got != code || strings.ContainsAny(string(code), "ILOU") {
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
