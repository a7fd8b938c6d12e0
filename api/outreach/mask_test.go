package outreach

import (
	"strings"
	"testing"
)

func TestMaskTakesPersonsOutOfTexts(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a mobile phone":                 {"打 13800138000 找我", "打 [***] 找我"},
		"with country code and hyphens":  {"+86 138-0013-8000", "[***]"},
		"a Hong Kong phone":              {"call 9123 4567 now", "call [***] now"},
		"a landline with area code":      {"(020) 8123 4567", "[***]"},
		"full-width digits":              {"電話１３８００１３８０００。", "電話[***]。"},
		"spelt out":                      {"一三八零零一三八零零零", "[***]"},
		"spelt as on a cheque":           {"壹叁捌零零壹叁捌零零零", "[***]"},
		"spelt in English":               {"call one three eight, oh oh one three eight oh", "call [***]"},
		"digits of another script":       {"٠١٢٣٤٥٦٧٨", "[***]"},
		"a few English numbers stay":     {"one or two of three, four, five", "one or two of three, four, five"},
		"a bank card in groups":          {"6222 0212 3456 7890 123", "[***]"},
		"a mainland identity number":     {"44010619900101123X", "[***]"},
		"a Hong Kong identity card":      {"A123456(7)", "[***]"},
		"a passport":                     {"護照E12345678號", "護照[***]號"},
		"a Taiwan identity card":         {"我是A123456789", "我是[***]"},
		"an e-mail address":              {"寫給a.chan@example.com.hk吧", "寫給[***]吧"},
		"an e-mail address, full width":  {"a＠example．com", "[***]"},
		"a WeChat name":                  {"微信號：chan_2024", "[***]"},
		"two in one text":                {"13800138000或13900139000", "[***]或[***]"},
		"hotlines stay":                  {"先打 110，再打 96110 或 18222", "先打 110，再打 96110 或 18222"},
		"amounts stay":                   {"損失 50000 元，三萬五千，$1,200", "損失 50000 元，三萬五千，$1,200"},
		"a year and a moment stay":       {"2026 年 11 月，下午 3 點", "2026 年 11 月，下午 3 點"},
		"ordinary words stay":            {"講得清楚。下一次先掛斷，再問家人。Line by line, very clear!", "講得清楚。下一次先掛斷，再問家人。Line by line, very clear!"},
		"WeChat without a name stays":    {"WeChat groups are full of this", "WeChat groups are full of this"},
		"an at sign alone stays":         {"meet @ noon", "meet @ noon"},
		"a numbered list of steps stays": {"1. 掛斷\n2. 打 110\n3. 告訴家人", "1. 掛斷\n2. 打 110\n3. 告訴家人"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Mask(c.text); got != c.want {
				t.Errorf("Mask(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func FuzzMaskLeavesNoLongNumber(f *testing.F) {
	f.Add("call 13800138000", "x")
	f.Add("", "1-2-3-4-5-6-7-8")
	f.Fuzz(func(t *testing.T, a, b string) {
		run := 0
		for _, r := range Mask(a + b) {
			if run++; r < '0' || r > '9' {
				run = 0
			}
			if run >= 7 {
				t.Fatalf("Mask(%q) = %q", a+b, Mask(a+b))
			}
		}
	})
}

func TestMaskedTextsAreNoLongerThanTheLimitsAllow(t *testing.T) {
	var f faults
	if f.text("comment", strings.Repeat("字", 1001), 1000); len(f) != 1 {
		t.Errorf("faults %v, want one", f)
	}
}
