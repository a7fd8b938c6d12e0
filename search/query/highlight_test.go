package query

import (
	"strings"
	"testing"

	"fangzha/search/normalize"
)

func TestSegments(t *testing.T) {
	for _, test := range []struct{ name, original, typed, want string }{
		{"the original script is kept", "冒充公檢法", "公检法", "冒充[公檢法]"},
		{"a regional word is marked whole", "打開螢幕分享", "屏幕共享", "打開[螢幕分享]"},
		{"two places", "安全賬戶和安全賬戶", "安全账户", "[安全賬戶]和[安全賬戶]"},
		{"words that stand in every story are not marked", "他說你的錢在哪裏", "他说你的", "他說你的錢在哪裏"},
		{"English in any case", "A safe account", "SAFE accounts", "A [safe] [account]"},
		{"an ending more", "They asked for transfers", "transfer", "They asked for [transfers]"},
		{"one character alone", "刷單返利", "刷", "[刷]單返利"},
		{"nothing in common", "刷單返利", "pig", "刷單返利"},
		{"signs of HTML are text", "<b>safe</b>", "safe", "<b>[safe]</b>"},
		{"empty", "", "safe", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got, whole strings.Builder
			for _, s := range newMarker(normalize.Fold(test.typed)).segments(newOriginal(test.original)) {
				whole.WriteString(s.Text)
				if s.Hit {
					s.Text = "[" + s.Text + "]"
				}
				got.WriteString(s.Text)
			}
			if got.String() != test.want {
				t.Errorf("got %q, want %q", got.String(), test.want)
			}
			if whole.String() != test.original {
				t.Errorf("the segments make %q, not the original", whole.String())
			}
		})
	}
}
