package web

import (
	"context"
	"sync"
	"time"

	"fangzha/api/outreach"
)

// hourly keeps the counters that the page without JavaScript shows. They are read anew in each hour, so that the
// page costs the database nothing however often it is asked for.
type hourly struct {
	mu     sync.Mutex
	counts boardCounts
}

// boardCounts are exact counters: they go into a board, never into an answer.
type boardCounts struct {
	read       time.Time // the hour that they belong to; zero for never
	periods    outreach.Periods
	presenters map[string][]outreach.Count
	areas      map[string][]outreach.AreaCount
}

// hourlyCounts gives the counters of this hour. When they cannot be read, those of an earlier hour are better
// than no page.
func (s *Server) hourlyCounts(ctx context.Context) (boardCounts, error) {
	s.board.mu.Lock()
	defer s.board.mu.Unlock()
	hour := s.Now().Truncate(time.Hour)
	if s.board.counts.read.Equal(hour) {
		return s.board.counts, nil
	}
	fresh, err := s.readBoardCounts(ctx)
	if err != nil {
		if s.board.counts.read.IsZero() {
			return fresh, err
		}
		s.Log.Warn("the board of the last hour stays", "error", err.Error())
		return s.board.counts, nil
	}
	fresh.read = hour
	s.board.counts = fresh
	return fresh, nil
}

func (s *Server) readBoardCounts(ctx context.Context) (b boardCounts, err error) {
	b.periods = s.Site.Registry().Periods(s.Now())
	if b.presenters, err = readCounts(ctx, b.periods, s.Counts.Counts); err != nil {
		return b, err
	}
	b.areas, err = readCounts(ctx, b.periods, s.Counts.AreaCounts)
	return b, err
}
