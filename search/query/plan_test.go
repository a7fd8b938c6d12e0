package query

import (
	"slices"
	"strings"
	"testing"
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

func TestAStoryIsAskedByItsTellingWords(t *testing.T) {
	p := newPlan("昨天快递客服打来说我的包裹丢了要双倍赔偿，让我打开备用金再退回去，我不知道怎么办才好")
	words := strings.Fields(p.asked)
	if len(words) > storyWords || !slices.Contains(words, "备用金") || slices.Contains(words, "知道") {
		t.Errorf("asked for %q", words)
	}
}

func TestAKeywordIsAskedAsItIs(t *testing.T) {
	for _, text := range []string{"刷单", "公检法", "safe account", "老板在qq群让我打款"} {
		if asked := newPlan(text).asked; asked != text {
			t.Errorf("%q is asked as %q", text, asked)
		}
	}
}
