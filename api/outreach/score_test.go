package outreach

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// testRegistry has a district with two streets, three presenters and three levels.
const testRegistry = `{"version": 1, "time_zone": "Asia/Shanghai", "languages": ["zh-hant", "zh-hans", "en"],
  "areas": [{"id": "d", "parent": "", "level": "district", "name": {"en": "D"}},
            {"id": "s1", "parent": "d", "level": "street", "name": {"en": "S1"}}, {"id": "s2", "parent": "d", "level": "street", "name": {"en": "S2"}}],
  "teams": [{"id": "t1", "area": "s1", "name": {"en": "T1"}}, {"id": "t2", "area": "s2", "name": {"en": "T2"}}],
  "presenters": [{"id": "a", "team": "t1", "area": "s1", "label": {"en": "Cheung"}}, {"id": "b", "team": "t1", "area": "s2", "label": {"en": "Au"}},
                 {"id": "c", "team": "t2", "area": "s2", "label": {"en": "Bo"}}],
  "seminars": [{"id": "sem", "title": {"en": "Talk"}, "starts": "2026-11-20T15:00:00+08:00", "ends": "2026-11-20T16:00:00+08:00", "area": "s2", "venue": {}, "seats": 9,
                "presenter": "a", "tactics": ["x"], "url": {"en": "/en/seminars/sem/"}}],
  "codes": [{"code": "FR23R1AV", "kind": "presenter", "presenter": "a", "seminar": ""}, {"code": "VA8HT6J7", "kind": "seminar", "presenter": "a", "seminar": "sem"}],
  "levels": [{"id": "l0", "name": {"en": "L0"}, "points": 0}, {"id": "l50", "name": {"en": "L50"}, "points": 50}, {"id": "l52", "name": {"en": "L52"}, "points": 52}],
  "check_words": [{"en": "apple"}, {"en": "dolphin"}, {"en": "kite"}],
  "categories": [{"id": "k", "name": {"en": "K"}}],
  "tactics": [{"slug": "x", "category": "k", "title": {"en": "X"}, "summary": {}, "url": {"en": "/en/tactics/x/"}}],
  "alerts": [{"slug": "district", "category": "k", "title": {}, "summary": {}, "url": {}, "areas": ["d"], "tactics": [], "date": "2026-11-01", "expires": "2026-11-30"},
             {"slug": "street", "category": "k", "title": {}, "summary": {}, "url": {}, "areas": ["s1"], "tactics": [], "date": "2026-11-10", "expires": "2026-12-31"},
             {"slug": "everywhere", "category": "k", "title": {}, "summary": {}, "url": {}, "areas": [], "tactics": [], "date": "2026-11-05", "expires": "2026-11-30"}],
  "messages": {"hello": {"zh-hant": "{name}，{count}", "en": "{name}: {count}"}}}`

func readRegistry(t *testing.T) *Registry {
	t.Helper()
	r, err := ParseRegistry([]byte(testRegistry))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// line writes a board on one line: rank label level points/reach.
func line(b Board) string {
	var parts []string
	for _, row := range b.Rows {
		parts = append(parts, fmt.Sprintf("%d %s %s %v/%v", row.Rank, row.Presenter.Label.In("en"), row.Level.ID, row.Points, row.Reach))
	}
	return strings.Join(parts, "; ") + fmt.Sprintf("; total %v", b.TotalReach)
}

func countOf(presenter string, scans, reach, points int64) Count {
	return Count{Presenter: presenter, Figures: Figures{Scans: scans, Reach: reach, Points: points}}
}

func TestLeaderboard(t *testing.T) {
	r := readRegistry(t)
	for name, c := range map[string]struct {
		request    BoardRequest
		month, all []Count
		want       string // figures are {under at_least}
	}{
		"nobody scanned: all listed by label, one rank": {
			BoardRequest{Period: "all"}, nil, nil,
			"1 Au l0 {10 0}/{10 0}; 1 Bo l0 {10 0}/{10 0}; 1 Cheung l0 {10 0}/{10 0}; total {0 0}"},
		"more points first, then more reach": {
			BoardRequest{Period: "all"}, nil, []Count{countOf("a", 99, 60, 20), countOf("b", 99, 70, 20), countOf("c", 99, 12, 50)},
			"1 Bo l50 {0 50}/{0 10}; 2 Au l0 {0 20}/{0 70}; 3 Cheung l0 {0 20}/{0 60}; total {0 140}"},
		"what rounding hides does not order": {
			BoardRequest{Period: "all"}, nil, []Count{countOf("a", 1, 49, 0), countOf("b", 1, 45, 9), countOf("c", 1, 9, 0)},
			"1 Au l0 {10 0}/{0 45}; 1 Cheung l0 {10 0}/{0 45}; 3 Bo l0 {10 0}/{10 0}; total {0 90}"},
		"a level needs published points": {
			BoardRequest{Period: "month"}, nil, []Count{countOf("a", 1, 1, 54), countOf("b", 1, 1, 55), countOf("c", 1, 1, 49)},
			"1 Au l52 {10 0}/{10 0}; 1 Bo l0 {10 0}/{10 0}; 1 Cheung l50 {10 0}/{10 0}; total {0 0}"},
		"a month's board shows the level of all time": {
			BoardRequest{Period: "month", Team: "t2"}, []Count{countOf("c", 5, 11, 0)}, []Count{countOf("c", 99, 99, 60)},
			"1 Bo l52 {10 0}/{0 10}; total {0 10}"},
		"an area holds what lies in it": {
			BoardRequest{Period: "all", Area: "s2"}, nil, []Count{countOf("a", 50, 50, 0), countOf("b", 50, 50, 0)},
			"1 Au l0 {10 0}/{0 50}; 2 Bo l0 {10 0}/{10 0}; total {0 50}"},
		"area and team together": {
			BoardRequest{Period: "all", Area: "s2", Team: "t1"}, nil, []Count{countOf("b", 9, 9, 0)},
			"1 Au l0 {10 0}/{10 0}; total {10 0}"},
		"counts of somebody who left are not shown": {
			BoardRequest{Period: "all", Team: "t2"}, nil, []Count{countOf("gone", 50, 50, 50)},
			"1 Bo l0 {10 0}/{10 0}; total {10 0}"},
	} {
		t.Run(name, func(t *testing.T) {
			c.request.Lang = "en"
			if err := c.request.Validate(r); err != nil {
				t.Fatal(err)
			}
			counts := map[string][]Count{"2026-11": c.month, PeriodAll: c.all}
			if got := line(r.Leaderboard(c.request, Periods{All: PeriodAll, Year: "2026", Month: "2026-11", LastMonth: "2026-10"}, counts)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestPublishedFiguresAreHiddenOrRounded(t *testing.T) {
	for exact, want := range map[int64]Figure{0: {10, 0}, 9: {10, 0}, 10: {0, 10}, 14: {0, 10}, 15: {0, 15}, 1_210_003: {0, 1_210_000}} {
		if got := Publish(exact); got != want {
			t.Errorf("Publish(%d) = %v, want %v", exact, got, want)
		}
	}
}

func TestALevelIsReachedAtItsPoints(t *testing.T) {
	r := readRegistry(t)
	for points, want := range map[int]string{0: "l0", 49: "l0", 50: "l50", 51: "l50", 52: "l52", 9999: "l52"} {
		if got := r.LevelAt(points).ID; got != want {
			t.Errorf("LevelAt(%d) = %s, want %s", points, got, want)
		}
	}
}

func TestTheMonthIsThatOfTheRegistrysZone(t *testing.T) {
	r := readRegistry(t)
	before := time.Date(2026, 12, 31, 15, 59, 59, 0, time.UTC)
	if r.Month(before) != "2026-12" || r.Year(before) != 2026 || r.Month(before.Add(time.Second)) != "2027-01" || r.Year(before.Add(time.Second)) != 2027 {
		t.Error("the year does not end at midnight in Shanghai")
	}
	if got := r.Periods(before.Add(time.Second)); got != (Periods{"all", "2027", "2027-01", "2026-12"}) {
		t.Errorf("periods %v", got)
	}
}
