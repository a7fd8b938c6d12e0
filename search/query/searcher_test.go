package query_test

import (
	"context"
	"io"
	"testing"

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

func TestSearch(t *testing.T) {
	s := searcher(t)
	for _, test := range []struct {
		name, text, want string
		within           int // place among the hits, from 1
	}{
		{"trap: Traditional taken for Japanese", "刷單", "task-rebate", 1},
		{"the same in Simplified", "刷单", "task-rebate", 1},
		{"trap: Simplified finds Traditional", "公检法", "police-prosecutor-court", 1},
		{"trap: Traditional", "公檢法", "police-prosecutor-court", 1},
		{"trap: a sentence", "有人自称检察院让我转账", "police-prosecutor-court", 1},
		{"trap: safe account, first way to write it", "安全帳戶", "police-prosecutor-court", 1},
		{"trap: safe account, second way", "安全賬戶", "police-prosecutor-court", 1},
		{"trap: safe account, third way", "安全账户", "police-prosecutor-court", 1},
		{"trap: safe account, fourth way", "安全帐户", "police-prosecutor-court", 1},
		{"English", "safe account", "police-prosecutor-court", 1},
		{"pinyin", "gongjianfa", "police-prosecutor-court", 1},
		{"pinyin with spaces", "gong jian fa", "police-prosecutor-court", 1},
		{"pinyin of task", "shuadan", "task-rebate", 1},
		{"a homophone", "公检发", "police-prosecutor-court", 3},
		{"a homophone in four", "刷淡返利", "task-rebate", 3},
		{"an English typo", "sextorsion", "sextortion", 1},
		{"slang", "宝妈兼职日结", "task-rebate", 3},
		{"roles", "老板在QQ群让我打款", "boss-transfer", 3},
		{"a story", "快遞客服說我的包裹丟了要退款，叫我開屏幕共享", "refund-customer-service", 1},
		{"the story in Simplified", "快递客服说我的包裹丢了要双倍赔偿，让我打开备用金再退回去", "refund-customer-service", 2},
		{"a pasted message", "您好，这里是公安局，您名下的银行卡涉嫌洗钱，请下载会议软件配合调查", "police-prosecutor-court", 2},
		{"an English story", "someone from the police called me and said my bank card is involved in money laundering, I must move my money to a safe account", "police-prosecutor-court", 1},
		{"an English story about a task job", "I joined a group and they paid me small commissions for liking videos, then asked me to deposit money first to finish the order", "task-rebate", 3},
	} {
		for _, lang := range []string{"zh-hant", "zh-hans", "en"} {
			t.Run(test.name+" on "+lang, func(t *testing.T) {
				answer, err := s.Search(context.Background(), query.Request{Text: test.text, Lang: lang})
				if err != nil {
					t.Fatal(err)
				}
				place := 0
				var slugs []string
				for i, hit := range answer.Hits {
					slugs = append(slugs, hit.Slug)
					if hit.Slug == test.want && place == 0 {
						place = i + 1
					}
				}
				if place == 0 || place > test.within {
					t.Errorf("%q: %s stands at place %d, want at most %d: %v", test.text, test.want, place, test.within, slugs)
				}
			})
		}
	}
}
