package main

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"fangzha/api/outreach"
)

const printingTestSecret = "a secret of this test, 32 characters"

// printed runs `api poster` beside a service that has the test's secret, and returns its status and words.
func printed(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	getenv := func(name string) string { return map[string]string{"FZ_SECRET": printingTestSecret}[name] }
	args = append([]string{"poster", "--site", fixtureSite(t), "--font", "../site/assets/fonts/NotoSansSC_700Bold.ttf"}, args...)
	status = run(context.Background(), args, getenv, &out, &err)
	return status, out.String(), err.String()
}

// rasterised draws the first page of a PDF or an SVG as a print shop's program would, 150 dots an inch.
func rasterised(t *testing.T, file string) string {
	t.Helper()
	image := filepath.Join(t.TempDir(), "page.png")
	cmd := exec.Command("rsvg-convert", "--zoom", "1.5625", "--background-color", "white", "--output", image, file) // of 96 dots
	if strings.HasSuffix(file, ".pdf") {
		cmd = exec.Command("pdftoppm", "-r", "150", "-png", "-singlefile", file, strings.TrimSuffix(image, ".png"))
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s\nInstall poppler-utils and librsvg2-bin, as scripts/test does.", cmd, err, out)
	}
	return image
}

// scanned reads the QR in a picture.
func scanned(t *testing.T, image string) string {
	t.Helper()
	f, err := os.Open(image)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		t.Fatalf("%s: no QR can be read: %v", image, err)
	}
	return read.GetText()
}

func TestEveryPrintedQRIsReadBackFromPDFAndSVG(t *testing.T) {
	for _, owner := range []struct{ flag, id, url string }{
		{"--seminar", "savings", "HTTPS://FANGZHA.EXAMPLE/S/VA8HT6J7"},
		{"--presenter", "p-1", "HTTPS://FANGZHA.EXAMPLE/S/FR23R1AV"},
	} {
		for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
			t.Run(owner.id+" in "+lang, func(t *testing.T) {
				out := t.TempDir()
				status, stdout, stderr := printed(t, owner.flag, owner.id, "--lang", lang, "--origin", "https://Fangzha.example", "--out", out)
				if status != 0 {
					t.Fatalf("status %d: %s", status, stderr)
				}
				for _, name := range []string{"a4-" + lang + ".pdf", "a4-" + lang + ".svg", "card-" + lang + ".pdf", "card-" + lang + ".svg", "slips-" + lang + ".pdf", "slips-" + lang + "-1.svg"} {
					file := filepath.Join(out, owner.id+"-"+name)
					if !strings.Contains(stdout, file+"\n") {
						t.Errorf("does not say that it wrote %s:\n%s", file, stdout)
					}
					if got := scanned(t, rasterised(t, file)); got != owner.url {
						t.Errorf("%s leads to %s, want %s", name, got, owner.url)
					}
				}
			})
		}
	}
}

// words gives the text of a PDF as a reader of documents finds it.
func words(t *testing.T, file string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestAPosterSaysWhatItMust(t *testing.T) {
	registry, err := readRegistry(fixtureSite(t))
	if err != nil {
		t.Fatal(err)
	}
	check := registry.CheckWords(outreach.Secret(printingTestSecret), "p-1", "savings")
	for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
		out := t.TempDir()
		if status, _, stderr := printed(t, "--seminar", "savings", "--lang", lang, "--origin", "https://fangzha.example", "--out", out); status != 0 {
			t.Fatal(stderr)
		}
		pair := check.In(lang)
		for _, kind := range []string{"a4", "card"} {
			text := words(t, filepath.Join(out, "savings-"+kind+"-"+lang+".pdf"))
			for _, want := range []string{"VA8H-T6J7", "fangzha.example/s", "fangzha.example/verify", pair[0], pair[1], "110"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s in %s: no %q in:\n%s", kind, lang, want, text)
				}
			}
		}
	}
}

func TestSlipsAreNumberedOnAndKnownToTheService(t *testing.T) {
	out := t.TempDir()
	status, _, stderr := printed(t, "--seminar", "savings", "--kind", "slips", "--first", "2", "--sheets", "2", "--lang", "en", "--origin", "https://fangzha.example", "--out", out)
	if status != 0 {
		t.Fatal(stderr)
	}
	text := words(t, filepath.Join(out, "savings-slips-en.pdf"))
	for number := 25; number <= 72; number++ {
		slip := outreach.Secret(printingTestSecret).Slip("p-1", "VA8HT6J7", number)
		if got := strings.Count(text, slip.Print()); got != 1 {
			t.Errorf("slip %d, %s, is on the sheets %d times", number, slip.Print(), got)
		}
	}
	for _, name := range []string{"savings-slips-en-2.svg", "savings-slips-en-3.svg"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestNothingIsPrintedThatWouldBeWrongOnPaper(t *testing.T) {
	for name, c := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"no address":              {[]string{"--seminar", "savings"}, 2, "--origin (FZ_ORIGIN)"},
		"an address with a path":  {[]string{"--seminar", "savings", "--origin", "https://fangzha.example/s"}, 2, "is not an address such as"},
		"nobody named":            {[]string{"--origin", "https://fangzha.example"}, 2, "one of the two"},
		"a seminar without code":  {[]string{"--seminar", "none", "--origin", "https://fangzha.example"}, 1, "go run ./api codes new --seminar none, then ./scripts/build"},
		"an unknown language":     {[]string{"--seminar", "savings", "--lang", "fr", "--origin", "https://fangzha.example"}, 2, `"fr" is none of`},
		"an unknown kind":         {[]string{"--seminar", "savings", "--kind", "a5", "--origin", "https://fangzha.example"}, 2, `"a5" is none of`},
		"more slips than numbers": {[]string{"--seminar", "savings", "--first", "1365", "--sheets", "2", "--origin", "https://fangzha.example"}, 2, "numbered 1 to 1365"},
		"a font that is none":     {[]string{"--seminar", "savings", "--font", "poster_test.go", "--origin", "https://fangzha.example"}, 1, "--font: poster_test.go: read the font"},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			status, _, stderr := printed(t, append(c.args, "--out", out)...)
			if status != c.status || !strings.Contains(stderr, c.says) {
				t.Errorf("status %d, says %q, want %d and %q", status, stderr, c.status, c.says)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("something was written")
			}
		})
	}
}

func TestWithoutTheServicesSecretNothingIsPrinted(t *testing.T) {
	var out, err bytes.Buffer
	data := t.TempDir()
	status := run(context.Background(), []string{"poster", "--site", fixtureSite(t), "--data", data, "--seminar", "savings", "--origin", "https://fangzha.example"},
		func(string) string { return "" }, &out, &err)
	if status != 1 || !strings.Contains(err.String(), "Print beside the service") {
		t.Errorf("status %d: %s", status, err.String())
	}
	if made, _ := os.ReadDir(data); len(made) > 0 {
		t.Error("a secret was made that the service does not know")
	}
}
