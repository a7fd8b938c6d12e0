package main

import (
	"strings"
	"testing"
)

func TestConvertWords(t *testing.T) {
	c := mustConverter(t)
	for name, tests := range map[string][][2]string{
		"a character with two Simplified forms follows its word": {
			{"乾淨", "干净"}, {"乾隆", "乾隆"}, {"頭髮", "头发"}, {"發送", "发送"}, {"複製", "复制"}, {"恢復", "恢复"},
			{"範圍", "范围"}, {"范姓", "范姓"}, {"餘額", "余额"}, {"其余", "其余"}, {"隻字", "只字"}, {"只是", "只是"},
			{"裏面", "里面"}, {"裡面", "里面"}, {"公里", "公里"}, {"瞭解", "了解"}, {"憑藉", "凭借"}, {"狼藉", "狼藉"},
		},
		"著 is 着 as a particle only": {
			{"著名", "著名"}, {"穿着", "穿着"}, {"留着", "留着"}, {"睡著了", "睡着了"}, {"看著屏幕", "看着屏幕"}, {"執著", "执着"},
			{"等著名醫生來", "等著名医生来"}, {"名著", "名著"},
		},
		"甚麼 is 什么, 甚至 stays": {
			{"為甚麼", "为什么"}, {"甚麼", "什么"}, {"什麼", "什么"}, {"甚至", "甚至"},
		},
		"an account is 账 however it was written": {
			{"賬號", "账号"}, {"帳號", "账号"}, {"賬戶", "账户"}, {"帳戶", "账户"}, {"轉帳", "转账"}, {"轉賬", "转账"}, {"帳篷", "帐篷"},
		},
		"a variant character becomes the usual one": {
			{"羣組", "群组"}, {"店舖", "店铺"}, {"祇要", "只要"}, {"妳", "你"}, {"身分證", "身份证"},
		},
		"a regional word becomes the mainland one": {
			{"螢幕", "屏幕"}, {"網路", "网络"}, {"短訊", "短信"}, {"登入", "登录"}, {"應用程式", "应用程序"},
		},
		"quotation marks are the mainland's, nested ones too": {
			{"轉到「安全賬戶」。", "转到“安全账户”。"}, {"「他說『保密』」", "“他说‘保密’”"},
		},
	} {
		for _, test := range tests {
			t.Run(name+"/"+test[0], func(t *testing.T) {
				if got := mustConvert(t, c, test[0]); got != test[1] {
					t.Errorf("convert(%q) = %q, want %q", test[0], got, test[1])
				}
			})
		}
	}
}

func TestConvertLeavesAlone(t *testing.T) {
	c := mustConverter(t)
	for _, test := range []struct{ name, text, want string }{
		{"a code span", "輸入 `詐騙` 搜尋", "输入 `詐騙` 搜索"},
		{"a code span of two backticks", "``a ` 詐騙``與詐騙", "``a ` 詐騙``与诈骗"},
		{"a fenced block", "詐騙\n```\n詐騙\n```\n詐騙", "诈骗\n```\n詐騙\n```\n诈骗"},
		{"an address, up to the Chinese stop", "見https://zh.wikipedia.org/wiki/詐騙。詐騙", "见https://zh.wikipedia.org/wiki/詐騙。诈骗"},
		{"the address of a link", "[詐騙](https://example.org/詐騙)詐騙", "[诈骗](https://example.org/詐騙)诈骗"},
		{"a shortcode", "撥 {{< hotline report >}} 報警", "拨 {{< hotline report >}} 报警"},
		{"a heading id", "## 過程 {#how-it-goes}", "## 过程 {#how-it-goes}"},
		{"front matter keys, dates and ids", "---\ntitle: 冒充公檢法\ndate: 2026-11-22\ntactics: [boss-transfer]\n---\n", "---\ntitle: 冒充公检法\ndate: 2026-11-22\ntactics: [boss-transfer]\n---\n"},
		{"a template action of an interface text", "剩餘 {{ .Count }} 名額", "剩余 {{ .Count }} 名额"},
		{"line ends and an odd backtick", "詐騙`\r\n詐騙\n", "诈骗`\r\n诈骗\n"},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := mustConvert(t, c, test.text); got != test.want {
				t.Errorf("convert(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestConvertShownShortcodeText(t *testing.T) {
	got := mustConvert(t, mustConverter(t), `{{< note title="詐騙" >}}`)
	if want := `{{< note title="诈骗" >}}`; got != want {
		t.Errorf("got %q, want %q: text inside a shortcode is shown to readers", got, want)
	}
}

func TestParseCorrectionsRefuses(t *testing.T) {
	for _, test := range []struct{ name, table, want string }{
		{"two columns", "# head\na\tb\n", "corrections.tsv:2: want three columns"},
		{"an empty reason", "a\tb\t\n", "corrections.tsv:1: want three columns"},
		{"the same entry twice", "a\tb\tr\na\tc\tr\n", `corrections.tsv:2: "a" stands on line 1 already`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := parseCorrections(test.table)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func mustConverter(t testing.TB) *converter {
	t.Helper()
	c, err := newConverter()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustConvert(t testing.TB, c *converter, text string) string {
	t.Helper()
	got, err := c.convert(text)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
