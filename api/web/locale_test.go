package web

import "testing"

func TestNegotiate(t *testing.T) {
	for header, want := range map[string]string{
		"":                                  "en",
		"en-GB,en;q=0.9":                    "en",
		"zh":                                "zh-hans",
		"zh-CN,zh;q=0.9,en;q=0.8":           "zh-hans",
		"zh-SG":                             "zh-hans",
		"zh-MY":                             "zh-hans",
		"zh-Hans-HK":                        "zh-hans",
		"zh-TW":                             "zh-hant",
		"zh-HK,zh;q=0.9":                    "zh-hant",
		"zh-MO":                             "zh-hant",
		"zh-Hant":                           "zh-hant",
		"zh-Hant-CN":                        "zh-hant",
		"ZH-hant-tw":                        "zh-hant",
		"fr,zh-TW;q=0.5":                    "zh-hant",
		"fr":                                "en",
		"en;q=0.3, zh-HK;q=0.9":             "zh-hant",
		"en;q=nonsense,zh-CN;q=0.1":         "zh-hans",
		"*":                                 "en",
		",,;;q==,":                          "en",
		"zhuang":                            "en",
		"<script>alert(1)</script>,zh-Hans": "zh-hans",
	} {
		if got := negotiate(header); got != want {
			t.Errorf("negotiate(%q) = %s, want %s", header, got, want)
		}
	}
}

func TestLanguageTagsAreWrittenAsBrowsersDo(t *testing.T) {
	for lang, want := range map[string]string{"zh-hant": "zh-Hant", "zh-hans": "zh-Hans", "en": "en"} {
		if got := htmlLanguage(lang); got != want {
			t.Errorf("htmlLanguage(%s) = %s, want %s", lang, got, want)
		}
	}
}
