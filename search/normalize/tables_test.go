package normalize

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func openCC(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/longbridgeapp/opencc").Output()
	if err != nil {
		t.Fatalf("the OpenCC dictionaries are needed (go mod download github.com/longbridgeapp/opencc): %v", err)
	}
	return filepath.Join(strings.TrimSpace(string(dir)), "dictionary")
}

func TestCharsComeFromOpenCC(t *testing.T) {
	out := filepath.Join(t.TempDir(), "chars.tsv")
	if message, err := exec.Command("go", "run", "./chartable", "-out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	fresh, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if string(fresh) != charsFile {
		t.Error("chars.tsv differs from what OpenCC gives: run go generate ./search/normalize")
	}
}

// The Simplified pages are made from the Traditional ones by OpenCC, phrase by phrase (著作 stays 著作, 看著 becomes 看着).
// Folding works character by character. Both must arrive at the same words.
func TestWhatOpenCCConvertsFoldsToTheSame(t *testing.T) {
	for _, name := range []string{"TSPhrases.txt", "TSCharacters.txt"} {
		file, err := os.Open(filepath.Join(openCC(t), name))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			from, candidates, _ := strings.Cut(lines.Text(), "\t")
			to, _, _ := strings.Cut(candidates, " ")
			if Fold(from) != Fold(to) {
				t.Errorf("%s: %s folds to %s, its conversion %s to %s", name, from, Fold(from), to, Fold(to))
			}
		}
	}
}

func TestWordsThatCountFoldToThemselves(t *testing.T) {
	for from, to := range loaded().words {
		if got := Fold(to); got != to {
			t.Errorf("words.tsv: %s counts as %s, which itself folds to %s", from, to, got)
		}
	}
}

func TestBrokenTablesAreRefusedWithTheirLine(t *testing.T) {
	for _, test := range []struct{ name, chars, words, readings, want string }{
		{"two characters", "帳帳\t账\n", "", "", "chars.tsv:1"},
		{"no other word", "", "# a comment\n屏幕\n", "", "words.tsv:2"},
		{"a word of letters", "", "应用\tapp\n", "", "words.tsv:1"},
		{"one word in two places", "", "应用\t程式\n程序\t程式\n", "", `words.tsv:2: "程式" already counts as "应用"`},
		{"a syllable too few", "", "", "银行\tyin\n", "readings.tsv:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := parseTables(test.chars, "", test.words, test.readings)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestExportHoldsEveryTableOnce(t *testing.T) {
	exported := Export()
	if got, want := len([]rune(exported.Chars)), 2*len(loaded().chars); got != want {
		t.Errorf("%d characters exported, want %d", got, want)
	}
	if len(exported.Words) != len(loaded().words) {
		t.Errorf("%d words exported, want %d", len(exported.Words), len(loaded().words))
	}
}
