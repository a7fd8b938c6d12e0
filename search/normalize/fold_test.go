package normalize

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"Traditional becomes Simplified", "殺豬盤", "杀猪盘"},
		{"the four ways to write account", "帳戶 賬戶 账户 帐户", "账户 账户 账户 账户"},
		{"account number", "帳號賬號账号帐号", "账号账号账号账号"},
		{"Hong Kong forms", "説裏衞啟着", "说里卫启着"},
		{"Taiwan forms", "說裡衛啓著", "说里卫启着"},
		{"full width and case", "ＱＱ群ＡＰＰ", "qq群app"},
		{"accents go", "pīnyīn Café", "pinyin cafe"},
		{"invisible characters go", "公\u200b检\u00ad法", "公检法"},
		{"Kangxi radicals and compatibility forms", "⼀㈱金", "一(株)金"},
		{"regional words", "螢幕 簡訊 匯款 軟體 網路", "屏幕 短信 转账 软件 网络"},
		{"the longest word wins", "屏幕分享和屏幕", "屏幕共享和屏幕"},
		{"a Cantonese sentence", "佢話我冇俾錢", "他话我没给钱"},
		{"letters are left alone", "bank-transfer OTP", "bank-transfer otp"},
		{"Greek sigma has one form", "ΣΑΣ σας", "σασ σασ"},
		{"dotted capital I", "İstanbul", "istanbul"},
		{"empty", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Fold(test.in); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestWordsDoNotAriseByAccident(t *testing.T) {
	for _, sentence := range []string{
		"提醒市民警惕", "超过数万元", "收入数百", "按金额返还", "部队的士兵", "网警官方认证", "从未有过", "出差人员", "增加值班", "人民警察",
	} {
		want := sentence
		if sentence == "人民警察" {
			want = "警察"
		}
		if got := Fold(sentence); got != want {
			t.Errorf("Fold(%q) = %q: a word of words.tsv arose by accident", sentence, got)
		}
	}
}

func TestOriginalFindsTheWayBack(t *testing.T) {
	for _, test := range []struct{ name, original, folded, want string }{
		{"a character of three bytes", "冒充公檢法", "公检法", "公檢法"},
		{"a replaced word belongs together", "打開螢幕分享吧", "屏幕共享", "螢幕分享"},
		{"part of a replaced word covers all of it", "打開螢幕分享吧", "共享", "螢幕分享"},
		{"after characters that grew", "㈱⼀公司", "公司", "公司"},
		{"after invalid bytes", "a\xff\xfe公司", "公司", "公司"},
		{"beside dropped characters", "公\u200b檢\u200b法", "公检法", "公\u200b檢\u200b法"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folded := FoldWithOffsets(test.original)
			start := strings.Index(folded.Text, test.folded)
			if start < 0 {
				t.Fatalf("%q not in %q", test.folded, folded.Text)
			}
			from, to := folded.Original(start, start+len(test.folded))
			if got := test.original[from:to]; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
