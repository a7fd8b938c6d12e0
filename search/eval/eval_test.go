package eval

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

func TestTheLabelledQueriesCanBeRead(t *testing.T) {
	text, err := os.ReadFile("queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]map[string]int{}
	for _, set := range []string{"dev", "test"} {
		queries, err := Read(bytes.NewReader(text), set)
		if err != nil {
			t.Fatal(err)
		}
		kinds[set] = map[string]int{}
		for _, q := range queries {
			kinds[set][q.Kind]++
		}
	}
	for _, kind := range Kinds() {
		if dev, test := kinds["dev"][kind], kinds["test"][kind]; dev < 20 || test < 20 {
			t.Errorf("%s: %d queries to develop with, %d held out: want 20 of each, else one query is 5 %% of its kind", kind, dev, test)
		}
	}
}

func TestScores(t *testing.T) {
	queries := []Query{
		{ID: "a", Kind: "story", Expect: []string{"x", "y"}},
		{ID: "b", Kind: "story", Expect: []string{"x"}},
		{ID: "c", Kind: "story", Expect: []string{"x"}},
		{ID: "d", Kind: notFraud},
		{ID: "e", Kind: notFraud},
	}
	engine := Engine{Name: "fixed", Ask: func(context.Context, []Query) ([][]Found, error) {
		return [][]Found{{{"y", true}}, {{"z", true}, {"x", false}}, {{"z", true}}, {{"z", false}}, {{"z", true}}}, nil
	}}
	scores, err := Run(context.Background(), engine, queries)
	if err != nil {
		t.Fatal(err)
	}
	var table, misses strings.Builder
	WriteTable(&table, scores)
	WriteMisses(&misses, scores)
	for _, row := range []string{"| story | fixed | 3 | 0.33 | 0.67 | 0.50 | |\n", "| notfraud | fixed | 2 | | | | 0.50 |\n"} {
		if !strings.Contains(table.String(), row) {
			t.Errorf("no row %q in\n%s", row, table.String())
		}
	}
	if got := misses.String(); !strings.Contains(got, "\tc\t") || !strings.Contains(got, "\te\t") || strings.Contains(got, "\td\t") {
		t.Errorf("misses:\n%s", got)
	}
}
