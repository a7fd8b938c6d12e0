package query_test

import (
	"context"
	"io"
	"os"
	"slices"
	"testing"

	"fangzha/search/document"
	"fangzha/search/eval"
	"fangzha/search/fixture"
	"fangzha/search/index"
	"fangzha/search/meilitest"
	"fangzha/search/query"
)

// searcher publishes the real articles to a real Meilisearch and returns a Searcher with a search-only key.
func searcher(t *testing.T) *query.Searcher {
	t.Helper()
	server := meilitest.Start(t)
	target := index.Target{URL: server.URL, Key: server.MasterKey, Prefix: "test"}
	if err := index.Publish(context.Background(), target, fixture.Documents(t), io.Discard); err != nil {
		t.Fatal(err)
	}
	key, err := index.SearchKey(context.Background(), target)
	if err != nil {
		t.Fatal(err)
	}
	return query.New(server.URL, key, "test", nil)
}

func TestTheExamplesAreFoundOnEveryLanguage(t *testing.T) {
	s := searcher(t)
	file, err := os.Open("../eval/examples.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	examples, err := eval.ReadExamples(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) < 40 {
		t.Fatalf("only %d examples", len(examples))
	}
	for _, example := range examples {
		for _, lang := range document.Languages() {
			t.Run(example.Text+" on "+lang, func(t *testing.T) {
				answer, err := s.Search(context.Background(), query.Request{Text: example.Text, Lang: lang})
				if err != nil {
					t.Fatal(err)
				}
				var slugs []string
				for _, hit := range answer.Hits {
					slugs = append(slugs, hit.Slug)
				}
				switch place := 1 + slices.Index(slugs, example.Slug); {
				case example.Slug == "" && !answer.Nothing():
					t.Errorf("found with confidence: %v", slugs)
				case example.Slug != "" && (place < 1 || place > example.Within || answer.Nothing()):
					t.Errorf("%s stands at place %d, want at most %d, with confidence: %v", example.Slug, place, example.Within, slugs)
				}
			})
		}
	}
}

func TestOtherScriptsAndRegionsFindTheSamePages(t *testing.T) {
	s := searcher(t)
	for _, lang := range document.Languages() {
		for _, same := range [][]string{
			{"殺豬盤", "杀猪盘"}, {"驗證碼", "验证码"}, {"安全帳戶", "安全賬戶", "安全账户", "安全帐户"}, {"螢幕", "屏幕"}, {"簡訊", "短信"},
			{"帳號", "账号"}, {"匯款", "转账"},
		} {
			t.Run(same[0]+" on "+lang, func(t *testing.T) {
				var first []string
				for i, text := range same {
					answer, err := s.Search(context.Background(), query.Request{Text: text, Lang: lang})
					if err != nil {
						t.Fatal(err)
					}
					var slugs []string
					for _, hit := range answer.Hits {
						slugs = append(slugs, hit.Slug)
					}
					if i == 0 {
						first = slugs
					}
					if len(slugs) == 0 || !slices.Equal(slugs, first) {
						t.Errorf("%s finds %v, %s finds %v", text, slugs, same[0], first)
					}
				}
			})
		}
	}
}
