package normalize

import (
	_ "embed"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/fold-cases.json anew")

//go:embed testdata/tricky.txt
var tricky string

// foldCase is one line of testdata/fold-cases.json, which the tests of the page's JavaScript read too.
type foldCase struct {
	In   string `json:"in"`
	Want string `json:"want"`
}

// wantedCases is the number of strings on which Go and JavaScript are compared.
const wantedCases = 500

// foldCases are the tricky lines, then each regional word inside a sentence, then characters of the tables, seven at a time.
func foldCases() []foldCase {
	t := loaded()
	inputs := strings.Split(strings.TrimSpace(tricky), "\n")
	for _, word := range slices.Sorted(maps.Keys(t.words)) {
		inputs = append(inputs, "他說"+word+"，"+t.words[word]+"！"+word+"a")
	}
	chars := slices.Sorted(maps.Keys(t.chars))
	for at := 0; len(inputs) < wantedCases; at += 7 {
		inputs = append(inputs, string(chars[at:at+7])+" "+string(t.chars[chars[at]]))
	}
	cases := make([]foldCase, 0, wantedCases)
	for _, in := range inputs[:wantedCases] {
		cases = append(cases, foldCase{In: in, Want: Fold(in)})
	}
	return cases
}

func TestFoldCasesForJavaScriptAreUpToDate(t *testing.T) {
	const path = "testdata/fold-cases.json"
	var text strings.Builder
	text.WriteString("[\n")
	for i, c := range foldCases() {
		line, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		text.Write(line)
	}
	text.WriteString("\n]\n")
	if *update {
		if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	held, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(held) != text.String() {
		t.Errorf("%s does not match Fold. If the change is wanted: go test ./search/normalize -update", path)
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	for _, c := range foldCases() {
		if again := Fold(c.Want); again != c.Want {
			t.Errorf("Fold(%q) = %q, folded again %q", c.In, c.Want, again)
		}
	}
}
