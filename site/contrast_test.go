package site_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text on its ground: 7:1 (WCAG 2.2, 1.4.6). Borders of fields and the focus ring: 3:1 (1.4.11). In both colour schemes.
func TestColoursOfTheTokensCanBeRead(t *testing.T) {
	content, err := os.ReadFile("assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, found := strings.Cut(string(content), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("tokens.css has no dark scheme")
	}
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colours := colourTokens(t, css)
		for _, pair := range []struct {
			text    string
			grounds string
			atLeast float64
		}{
			{"ink", "paper surface sunk mark", 7},
			{"quiet", "paper surface sunk", 7},
			{"jade", "paper surface sunk jade-wash", 7},
			{"amber", "paper surface amber-wash", 7},
			{"cinnabar", "paper surface cinnabar-wash", 7},
			{"plum", "paper surface plum-wash", 7},
			{"on-jade", "jade", 7},
			{"on-cinnabar", "cinnabar", 7},
			{"ink", "amber-wash cinnabar-wash plum-wash jade-wash", 7},
			{"edge", "surface paper", 3},
			{"focus", "paper surface jade-wash amber-wash cinnabar-wash", 3},
		} {
			for _, ground := range strings.Fields(pair.grounds) {
				if ratio := contrast(colours[pair.text], colours[ground]); ratio < pair.atLeast {
					t.Errorf("%s scheme: --fz-%s on --fz-%s has %.2f:1, want %.0f:1; mend assets/css/tokens.css", scheme, pair.text, ground, ratio, pair.atLeast)
				}
			}
		}
	}
}

// colourTokens returns the luminance of each colour token.
func colourTokens(t *testing.T, css string) map[string]float64 {
	t.Helper()
	colours := map[string]float64{}
	for _, found := range regexp.MustCompile(`--fz-([a-z-]+):\s*#([0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		value, err := strconv.ParseUint(found[2], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		colours[found[1]] = 0.2126*linear(value>>16) + 0.7152*linear(value>>8&0xff) + 0.0722*linear(value&0xff)
	}
	return colours
}

// linear undoes the sRGB curve of one channel, 0 to 255 (WCAG 2.2, relative luminance).
func linear(channel uint64) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func contrast(a, b float64) float64 {
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}
