package outreach

import (
	"fmt"
	"strings"
	"testing"
)

// november are the periods of all tests here.
var november = Periods{All: PeriodAll, Year: "2026", Month: "2026-11", LastMonth: "2026-10"}

// crowd is a registry with twelve presenters p-00 to p-11 in one community, and a board with points 200, 190 … 90.
func crowd(t *testing.T) (*Registry, map[string][]Count) {
	t.Helper()
	var people []string
	var counts []Count
	for i := range 12 {
		people = append(people, fmt.Sprintf(`{"id": "p-%02d", "team": "t1", "area": "s1", "label": {"en": "%02d"}}`, i, i))
		counts = append(counts, countOf(fmt.Sprintf("p-%02d", i), 300, 300, int64(200-10*i)))
	}
	a := strings.Index(testRegistry, `"presenters"`)
	text := testRegistry[:a] + `"presenters": [` + strings.Join(people, ",") + `], "seminars": [], ` + testRegistry[strings.Index(testRegistry, `"codes"`):]
	text = strings.Replace(text, text[strings.Index(text, `"codes"`):strings.Index(text, `"levels"`)], `"codes": [], `, 1)
	r, err := ParseRegistry([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r, map[string][]Count{PeriodAll: counts}
}

func ranks(rows []BoardRow) string {
	var parts []string
	for _, row := range rows {
		parts = append(parts, fmt.Sprintf("%d:%s", row.Rank, row.Presenter.ID))
	}
	return strings.Join(parts, " ")
}

func TestABoardShowsTheFirstTenAndTheNeighboursOfOne(t *testing.T) {
	r, counts := crowd(t)
	for name, c := range map[string]struct {
		request BoardRequest
		around  string
	}{
		"nobody chosen":         {BoardRequest{Period: "all"}, ""},
		"in the middle":         {BoardRequest{Period: "all", Around: "p-05"}, "4:p-03 5:p-04 6:p-05 7:p-06 8:p-07"},
		"the first":             {BoardRequest{Period: "all", Around: "p-00"}, "1:p-00 2:p-01 3:p-02"},
		"the last, not in view": {BoardRequest{Period: "all", Around: "p-11"}, "10:p-09 11:p-10 12:p-11"},
		"one of another board":  {BoardRequest{Period: "all", Around: "p-11", Team: "t2"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.request.Validate(r); err != nil {
				t.Fatal(err)
			}
			board := r.Leaderboard(c.request, november, counts)
			if got := ranks(board.Around); got != c.around {
				t.Errorf("around: %s, want %s", got, c.around)
			}
			if c.request.Team == "" && (len(board.Rows) != 10 || board.Presenters != 12 || board.Rows[9].Presenter.ID != "p-09") {
				t.Errorf("%d of %d presenters: %s", len(board.Rows), board.Presenters, ranks(board.Rows))
			}
			if c.request.Team == "" && board.TotalReach.AtLeast != 12*300 {
				t.Errorf("the total is that of the rows in view: %v", board.TotalReach)
			}
		})
	}
}

func TestATrendComparesPublishedFigures(t *testing.T) {
	for name, c := range map[string]struct {
		this, last int64
		want       Direction
	}{
		"more":                          {20, 15, Up},
		"fewer":                         {15, 20, Down},
		"the same":                      {20, 20, Same},
		"more, which rounding hides":    {24, 20, Same},
		"both hidden, whatever they be": {9, 1, Unknown},
		"nothing at all":                {0, 0, Unknown},
		"out of hiding":                 {10, 9, Up},
		"into hiding":                   {0, 10, Down},
	} {
		if got := newTrend(Publish(c.this), Publish(c.last)); got.Direction != c.want {
			t.Errorf("%s: %s, want %s", name, got.Direction, c.want)
		}
	}
	r := readRegistry(t)
	counts := map[string][]Count{"2026-11": {countOf("a", 20, 20, 0)}, "2026-10": {countOf("a", 12, 12, 0)}}
	for _, row := range r.Leaderboard(BoardRequest{Period: "year", Area: "s1"}, november, counts).Rows {
		if row.Trend != (Trend{Up, Figure{AtLeast: 20}, Figure{AtLeast: 10}}) || row.Reach.Under != 10 {
			t.Errorf("a year's board of nothing, with its months: %+v", row)
		}
	}
}

// areaLine writes a board on one line: rank by reach, rank by rate, area, reach, rate.
func areaLine(rows []AreaRow) string {
	var parts []string
	for _, row := range rows {
		rate := "-"
		if row.Known {
			rate = fmt.Sprint(row.PerThousand)
		}
		parts = append(parts, fmt.Sprintf("%d %d %s %v %s %s", row.RankReach, row.RankRate, row.Area.ID, row.Reach, rate, row.Trend.Direction))
	}
	return strings.Join(parts, "; ")
}

func TestAreaBoard(t *testing.T) {
	r, err := ParseRegistry([]byte(strings.NewReplacer(
		`"level": "street", "name": {"en": "S1"}`, `"level": "street", "name": {"en": "S1"}, "residents": 12400`,
		`"level": "street", "name": {"en": "S2"}`, `"level": "street", "name": {"en": "S2"}, "residents": 100`,
		`"level": "district", "name": {"en": "D"}`, `"level": "district", "name": {"en": "D"}, "residents": 0`).Replace(testRegistry)))
	if err != nil {
		t.Fatal(err)
	}
	area := func(id string, reach int64) AreaCount { return AreaCount{Area: id, Figures: Figures{Reach: reach}} }
	for name, c := range map[string]struct {
		request AreaBoardRequest
		counts  map[string][]AreaCount
		want    string // figures are {under at_least}
	}{
		"nobody was anywhere: all listed by name": {AreaBoardRequest{Level: "street", Period: "all"}, nil, "1 1 s1 {10 0} - unknown; 1 1 s2 {10 0} - unknown"},
		"the larger reach and the larger share are two boards": {AreaBoardRequest{Level: "street", Period: "all"},
			map[string][]AreaCount{PeriodAll: {area("s1", 104), area("s2", 16)}}, "1 2 s1 {0 100} 8 unknown; 2 1 s2 {0 15} 150 unknown"},
		"a rate is rounded down to a tenth": {AreaBoardRequest{Level: "street", Period: "all", Area: "s1"},
			map[string][]AreaCount{PeriodAll: {area("s1", 49)}}, "1 1 s1 {0 45} 3.6 unknown"},
		"a sum leaves out what is hidden": {AreaBoardRequest{Level: "district", Period: "all"},
			map[string][]AreaCount{PeriodAll: {area("d", 9), area("s1", 54), area("s2", 9)}}, "1 1 d {0 50} - unknown"},
		"hidden cells make no figure together": {AreaBoardRequest{Level: "district", Period: "all"},
			map[string][]AreaCount{PeriodAll: {area("s1", 9), area("s2", 9)}}, "1 1 d {0 0} - unknown"},
		"the month and the one before": {AreaBoardRequest{Level: "street", Period: "month"},
			map[string][]AreaCount{"2026-11": {area("s1", 20), area("s2", 10)}, "2026-10": {area("s1", 10), area("s2", 40)}}, "1 2 s1 {0 20} 1.6 up; 2 1 s2 {0 10} 100 down"},
	} {
		t.Run(name, func(t *testing.T) {
			c.request.Lang = "en"
			if err := c.request.Validate(r); err != nil {
				t.Fatal(err)
			}
			if got := areaLine(r.AreaBoard(c.request, november, c.counts)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// One hidden cell may not follow from what is published: for every value that it can have, all answers are the same.
func TestNoAnswerChangesWithAHiddenCell(t *testing.T) {
	r := readRegistry(t)
	answers := func(hidden int64) string {
		counts, areas := map[string][]Count{}, map[string][]AreaCount{}
		for _, period := range []string{PeriodAll, "2026", "2026-11", "2026-10"} {
			counts[period] = []Count{countOf("a", hidden, hidden, hidden), countOf("b", 62, 62, 31), countOf("c", 25, 25, 12)}
			areas[period] = []AreaCount{{"s1", Figures{Reach: hidden}}, {"s2", Figures{Reach: 87}}}
		}
		var all []string
		for _, period := range []string{"all", "year", "month"} {
			for _, area := range []string{"", "d", "s1", "s2"} {
				for _, team := range []string{"", "t1", "t2"} {
					all = append(all, fmt.Sprintf("%+v", published(r.Leaderboard(BoardRequest{Period: period, Area: area, Team: team, Around: "a"}, november, counts))))
				}
				for _, level := range []string{"district", "street"} {
					all = append(all, areaLine(r.AreaBoard(AreaBoardRequest{Period: period, Level: level, Area: area}, november, areas)))
				}
			}
		}
		return strings.Join(all, "\n")
	}
	for hidden := int64(1); hidden < hiddenBelow; hidden++ {
		if answers(hidden) != answers(0) {
			t.Errorf("an answer differs between 0 and %d", hidden)
		}
	}
	if answers(hiddenBelow) == answers(0) {
		t.Error("the answers never differ: this test sees nothing")
	}
}

// published is everything of a board that is sent.
func published(b Board) string {
	var parts []string
	for _, row := range append(b.Rows, b.Around...) {
		parts = append(parts, fmt.Sprint(row.Rank, row.Presenter.ID, row.Level.ID, row.Reach, row.Points, row.Trend))
	}
	return strings.Join(append(parts, fmt.Sprint(b.Presenters, b.TotalReach)), "; ")
}

func TestABoardIsRefusedForWhatDoesNotExist(t *testing.T) {
	r := readRegistry(t)
	for field, request := range map[string]interface{ Validate(*Registry) error }{
		"period": BoardRequest{Period: "week"}, "area": BoardRequest{Period: "all", Area: "x"}, "team": BoardRequest{Period: "all", Team: "x"},
		"around": BoardRequest{Period: "all", Around: "x"}, "level": AreaBoardRequest{Period: "all", Level: "city"},
	} {
		if err := request.Validate(r); err == nil || !strings.Contains(fmt.Sprintf("%+v", err), field) {
			t.Errorf("%s: %+v", field, err)
		}
	}
}
