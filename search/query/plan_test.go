package query

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSplitPinyin(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"shazhupan", "sha zhu pan"},
		{"gong jian fa", "gong jian fa"},
		{"xi'an", "xi an"},
		{"nvren", "nv ren"},
		{"bank", ""},
		{strings.Repeat("an", 200) + "x", ""},
		{"safe account", ""},
		{"刷单", ""},
		{"", ""},
		{strings.Repeat("a", 512), strings.TrimSpace(strings.Repeat("a ", 512))},
	} {
		if got := strings.Join(splitPinyin(test.text), " "); got != test.want {
			t.Errorf("splitPinyin(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAStoryIsAskedInClausesThatMeilisearchReadsWhole(t *testing.T) {
	p := newPlan(strings.Repeat("快递客服说我的包裹丢了要双倍赔偿，让我打开备用金再退回去。", 15))
	if !p.story || len(p.probes) != maxClauses+1 {
		t.Fatalf("story %v with %d probes", p.story, len(p.probes))
	}
	for _, probe := range p.probes[1:] {
		if n := utf8.RuneCountInString(probe.text); n > clauseLength {
			t.Errorf("clause %q has %d characters", probe.text, n)
		}
	}
}

func TestAKeywordIsNoStory(t *testing.T) {
	for _, text := range []string{"刷单", "公检法", "safe account", "老板在qq群让我打款"} {
		if newPlan(text).story {
			t.Errorf("%q is taken for a story", text)
		}
	}
}
