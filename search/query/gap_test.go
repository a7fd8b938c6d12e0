package query

import "testing"

func TestWhatIsKeptOfATextThatFoundNothing(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a short text, folded", " 紅燒肉　做法 ", "红烧肉 做法"},
		{"no telephone number", "13800138000", ""},
		{"no address", "li@example.cn", ""},
		{"of a story only known words", "我叫李小明住在幸福路三號，昨天收到一條短信叫我去領紅包", "短信 红包"},
		{"of a story without known words nothing", "月色真美風也溫柔，我們沿著河邊慢慢走著看花呀", ""},
	} {
		if got := Gap(test.text); got != test.want {
			t.Errorf("%s: Gap(%q) = %q, want %q", test.name, test.text, got, test.want)
		}
	}
}
