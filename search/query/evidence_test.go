package query

import (
	"slices"
	"testing"

	"fangzha/search/fixture"
	"fangzha/search/normalize"
)

func TestEveryRuleSpeaksForATacticThatExists(t *testing.T) {
	known := map[string]bool{everyday: true}
	for _, d := range fixture.Documents(t) {
		if d.Section == "tactics" {
			known[d.Slug] = true
		}
	}
	for _, r := range loadedLexicon().rules {
		if !known[r.slug] {
			t.Errorf("evidence.tsv has rules for %q, which is no tactic", r.slug)
		}
	}
}

func TestMistakesInTheLexiconAreNamedByLine(t *testing.T) {
	for name, test := range map[string]struct{ groups, rules, want string }{
		"unknown group":  {"a\tb\n", "x\t1\t@c\n", `evidence.tsv:1: no group "c" in lexicon.tsv`},
		"no weight":      {"a\tb\n", "# c\nx\tmuch\td\n", `evidence.tsv:2: want a weight above zero, got "much"`},
		"too few fields": {"a\n", "", "lexicon.tsv:1: want 2 fields with tabs between, got 1"},
		"empty phrase":   {"a\tb\n", "x\t1\tc|\n", `evidence.tsv:1: an empty phrase in "c|"`},
	} {
		if _, err := parseLexicon(test.groups, test.rules); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", name, err, test.want)
		}
	}
}

func evidenceOf(text string) evidence { return newPlan(normalize.Fold(text)).evidence }

func TestEvidence(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"one script stands for both", "殺豬盤", "pig-butchering"},
		{"two parts anywhere", "他让我先垫付，说做完任务就返佣金", "task-rebate"},
		{"pinyin", "shazhupan", "pig-butchering"},
		{"a homophone", "莎猪盘", "pig-butchering"},
		{"an English typo", "sextorsion", "sextortion"},
		{"English words end as they like", "two phones calling", "phone-relay"},
	} {
		strongest, most := "", 0.0
		for slug, p := range evidenceOf(test.text).of {
			if p.weight > most {
				strongest, most = slug, p.weight
			}
		}
		if strongest != test.want {
			t.Errorf("%s: %q speaks most for %q, want %s", test.name, test.text, strongest, test.want)
		}
	}
	if e := evidenceOf("feeling fine"); len(e.of) != 0 {
		t.Errorf("fee stands in feeling: %v", e.of)
	}
}

func TestBecauseAreTheReadersOwnWords(t *testing.T) {
	text := "他說是殺豬盤嗎"
	folded := normalize.FoldWithOffsets(text)
	c := candidate{proof: evidenceOf(text).of["pig-butchering"]}
	if got := c.because(text, folded); !slices.Equal(got, []string{"殺豬盤"}) {
		t.Errorf("got %q", got)
	}
}

func TestConfidence(t *testing.T) {
	for _, test := range []struct {
		weight, best float64
		want         Confidence
	}{
		{10, 10, Likely}, {4, 4, Possible}, {1, 1, Unsure}, {4, 20, Unsure},
	} {
		if got := confidence(test.weight, test.best); got != test.want {
			t.Errorf("%v of %v: %s, want %s", test.weight, test.best, got, test.want)
		}
	}
}
