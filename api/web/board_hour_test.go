package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// tally counts how often the board is read; each reading finds ten more phones.
type tally struct {
	reads int64
	down  bool
}

func (c *tally) Counts(_ context.Context, period string) ([]outreach.Count, error) {
	if c.down {
		return nil, errors.New("the database is away")
	}
	if period == outreach.PeriodAll {
		c.reads++
	}
	return []outreach.Count{{Presenter: "p", Figures: outreach.Figures{Reach: 10 * c.reads}}}, nil
}

func (c *tally) AreaCounts(context.Context, string) ([]outreach.AreaCount, error) { return nil, nil }

func TestThePageWithoutJavaScriptIsMadeAnewEachHour(t *testing.T) {
	s, _ := newTestServer(t, nil)
	registry := strings.Replace(smallRegistry, `"levels"`, `"areas": [{"id": "a", "level": "district"}], "teams": [{"id": "t", "area": "a"}],
		"presenters": [{"id": "p", "team": "t", "area": "a", "label": {"en": "Somebody"}}], "messages": {"figure.at_least": {"en": "at least {count}"}, "board.as_of": {"en": "as of {time}"}}, "levels"`, 1)
	site, err := OpenSite(writeSite(t, registry, smallShell), time.Now, s.Log)
	if err != nil {
		t.Fatal(err)
	}
	counts, now := &tally{}, time.Date(2026, 11, 24, 6, 59, 0, 0, time.UTC)
	s.Site, s.Counts, s.Now = site, counts, func() time.Time { return now }
	page := func() (int, string) {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/board?lang=en", nil))
		return w.Code, w.Body.String()
	}
	for _, step := range []struct {
		name   string
		at     time.Time
		down   bool
		status int
		says   []string
		reads  int64
	}{
		{"the database is away before the first page", now, true, 500, nil, 0},
		{"the first page", now, false, 200, []string{"at least 10", "as of 14:00"}, 1},
		{"the same hour", now.Add(59 * time.Second), false, 200, []string{"at least 10", "as of 14:00"}, 1},
		{"the next hour", now.Add(time.Minute), false, 200, []string{"at least 20", "as of 15:00"}, 2},
		{"the database is away in the hour after", now.Add(time.Hour + time.Minute), true, 200, []string{"at least 20", "as of 15:00"}, 2},
		{"and is back", now.Add(time.Hour + 2*time.Minute), false, 200, []string{"at least 30", "as of 16:00"}, 3},
	} {
		now, counts.down = step.at, step.down
		status, body := page()
		if status != step.status || counts.reads != step.reads {
			t.Errorf("%s: status %d, %d readings", step.name, status, counts.reads)
		}
		for _, words := range step.says {
			if !strings.Contains(body, words) {
				t.Errorf("%s: no %q in %s", step.name, words, body)
			}
		}
	}
}
