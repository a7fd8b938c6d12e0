package normalize

import "testing"

func TestPinyin(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"殺豬盤", "sha zhu pan"},
		{"刷單返利", "shua dan fan li"},
		{"冒充公檢法", "mao chong gong jian fa"},
		{"銀行轉賬", "yin hang zhuan zhang"},
		{"QQ群，還款", "qq qun huan kuan"},
		{"裸聊敲詐", "luo liao qiao zha"},
		{"女", "nv"},
		{"plain English", "plain english"},
		{"", ""},
	} {
		if got := Pinyin(test.in); got != test.want {
			t.Errorf("Pinyin(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
