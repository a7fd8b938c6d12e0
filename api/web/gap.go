package web

import (
	"context"
	"time"

	"fangzha/api/outreach"
	"fangzha/search/query"
)

const (
	gapsAtOnce = 16              // beyond it gaps go uncounted: they are a hint for editors, not a record
	gapBudget  = 5 * time.Second // to write one down
)

// noteGap counts a search that led nowhere, beside the answer: no reader waits for it, and a failure loses one count.
func (s *Server) noteGap(r query.Request) {
	text := query.Gap(r.Text)
	if text == "" {
		return
	}
	select {
	case s.noting <- struct{}{}:
	default:
		return
	}
	gap := outreach.Gap{Text: text, Lang: r.Lang, Day: s.Site.Registry().Day(s.Now())}
	go func() {
		defer func() { <-s.noting }()
		ctx, cancel := context.WithTimeout(context.Background(), gapBudget)
		defer cancel()
		if err := s.Gaps.RecordGap(ctx, gap); err != nil {
			s.Log.Warn("a search without a page was not counted", "err", err)
		}
	}()
}
