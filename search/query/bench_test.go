package query

import (
	"testing"
	"time"

	"fangzha/search/fixture"
	"fangzha/search/normalize"
)

// BenchmarkRank is what a search costs beside Meilisearch.
func BenchmarkRank(b *testing.B) {
	all := newPages(storedPages(b), time.Time{})
	for _, text := range []string{"杀猪盘", "快递客服说我的包裹丢了要双倍赔偿，让我打开备用金再退回去"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				p := newPlan(normalize.Fold(text))
				marked := newMarker(p.text)
				for i, c := range rank(Request{}, p, all, nil) {
					if i < 20 { // what the page asks for
						c.hit(marked)
					}
				}
			}
		})
	}
}

func storedPages(t testing.TB) []stored {
	var all []stored
	for _, d := range fixture.Documents(t) {
		if d.Lang == "zh-hans" {
			all = append(all, stored{ID: d.ID, Slug: d.Slug, Section: d.Section, Title: d.Title, Summary: d.Summary,
				AlsoCalled: d.AlsoCalled, Says: d.Says, Asks: d.Asks, Claims: d.Claims, Channels: d.Channels, Moves: d.Moves})
		}
	}
	return all
}
