package index

import (
	"slices"
	"testing"

	"fangzha/search/document"
)

func TestRecordsHoldFoldedTextsAndTheOtherLanguages(t *testing.T) {
	documents := []document.Document{
		{ID: "zh-hant_tactics_a", Lang: "zh-hant", Section: "tactics", Slug: "a", Title: "冒充公檢法", AlsoCalled: []string{"安全帳戶"}, Says: []string{"請匯款"}},
		{ID: "zh-hans_tactics_a", Lang: "zh-hans", Section: "tactics", Slug: "a", Title: "冒充公检法", AlsoCalled: []string{"安全账户"}, Says: []string{"请汇款"}},
		{ID: "en_tactics_a", Lang: "en", Section: "tactics", Slug: "a", Title: "Fake police", AlsoCalled: []string{"safe account"}, Says: []string{"Move your money."}},
		{ID: "en_tactics_b", Lang: "en", Section: "tactics", Slug: "b", Title: "Other", AlsoCalled: nil},
	}
	got := records("zh-hant", documents)
	if len(got) != 1 {
		t.Fatalf("%d records, want 1", len(got))
	}
	r := got[0]
	if r.Title != "冒充公檢法" || r.Folded.Title != "冒充公检法" || !slices.Equal(r.Folded.Says, []string{"请转账"}) {
		t.Errorf("original %q, folded %+v", r.Title, r.Folded)
	}
	if want := []string{"fake police", "safe account"}; !slices.Equal(r.Folded.OtherNames, want) {
		t.Errorf("other names %v, want %v: the other Chinese script folds to the same and is not repeated", r.Folded.OtherNames, want)
	}
	for _, reading := range []string{"mao chong gong jian fa", "gongjianfa", "anquanzhanghu"} {
		if !slices.Contains(r.Pinyin, reading) {
			t.Errorf("no %q in %v", reading, r.Pinyin)
		}
	}
	if en := records("en", documents)[0]; !slices.Contains(en.Folded.OtherNames, "安全账户") || !slices.Contains(en.Pinyin, "gongjianfa") {
		t.Errorf("the English record lacks the Chinese names: %+v %v", en.Folded.OtherNames, en.Pinyin)
	}
}

func TestSynonymsPointBothWaysAndAreFolded(t *testing.T) {
	got := synonyms([][]string{{"逮捕令", "通緝令", "通缉令"}})
	if !slices.Equal(got["逮捕令"], []string{"通缉令"}) || !slices.Equal(got["通缉令"], []string{"逮捕令"}) || len(got) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestSettingsOfEveryLanguageCanBeRead(t *testing.T) {
	for _, lang := range document.Languages() {
		if _, err := settings(lang); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}
