package outreach

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// boardTop is how many a board shows; boardBeside how many it shows on either side of the chosen presenter.
const (
	boardTop    = 10
	boardBeside = 2
)

// BoardRequest chooses a leaderboard. Area and Team narrow it when not ""; Around is a presenter whose neighbours
// are shown too, "" for nobody. Period is "all", "year" or "month", the present ones in the registry's time zone.
type BoardRequest struct {
	Period, Area, Team, Around string
	Lang                       string
}

// Validate reports wrong fields as an *Error.
func (q BoardRequest) Validate(r *Registry) error {
	var f faults
	f.period(q.Period)
	if q.Area != "" && !r.HasArea(q.Area) {
		f.add("area", "field.area")
	}
	if q.Team != "" && !r.HasTeam(q.Team) {
		f.add("team", "field.team")
	}
	if q.Around != "" && r.presenters[q.Around] == nil {
		f.add("around", "field.presenter")
	}
	return f.err()
}

func (f *faults) period(period string) {
	if !slices.Contains([]string{PeriodAll, "year", "month"}, period) {
		f.add("period", "field.period")
	}
}

// Periods are the counters' periods that boards read at one moment.
type Periods struct{ All, Year, Month, LastMonth string }

// Periods gives those of the moment now.
func (r *Registry) Periods(now time.Time) Periods {
	local := r.Local(now)
	first := time.Date(local.Year(), local.Month(), 1, 12, 0, 0, 0, local.Location())
	return Periods{PeriodAll, strconv.Itoa(r.Year(now)), r.Month(now), r.Month(first.AddDate(0, -1, 0))}
}

// Asked is the one that a request's "all", "year" or "month" means.
func (p Periods) Asked(period string) string {
	return map[string]string{PeriodAll: p.All, "year": p.Year, "month": p.Month}[period]
}

// Board is a leaderboard as the public sees it.
type Board struct {
	Rows       []BoardRow // the first boardTop
	Around     []BoardRow // the chosen presenter among the neighbours; empty when none was chosen or the choice is not on this board
	Presenters int        // how many the whole board has
	TotalReach Figure     // of the whole board
}

// BoardRow is one presenter. Equal published figures share a rank.
type BoardRow struct {
	Rank          int
	Presenter     *Presenter
	Team          *Team
	Area          *Area
	Level         *Level
	Reach, Points Figure
	Trend         Trend
}

// Leaderboard assembles the board from the exact counts of periods. Those of PeriodAll alone make the level.
// Order, rank, level and trend follow from the published figures, then the label: anything else would tell what
// rounding hides. Presenters without a scan-in are listed too: being on the board says nothing.
func (r *Registry) Leaderboard(q BoardRequest, p Periods, counts map[string][]Count) Board {
	exact, ever := byPresenter(counts[p.Asked(q.Period)]), byPresenter(counts[p.All])
	month, before := byPresenter(counts[p.Month]), byPresenter(counts[p.LastMonth])
	var rows []BoardRow
	var reach []Figure
	for i := range r.Presenters {
		x := &r.Presenters[i]
		if q.Team != "" && x.Team != q.Team || q.Area != "" && !r.Within(x.Area, q.Area) {
			continue
		}
		row := BoardRow{Presenter: x, Team: r.teams[x.Team], Area: r.areas[x.Area],
			Reach: Publish(exact[x.ID].Reach), Points: Publish(exact[x.ID].Points),
			Level: r.LevelAt(Publish(ever[x.ID].Points).AtLeast),
			Trend: newTrend(Publish(month[x.ID].Reach), Publish(before[x.ID].Reach))}
		rows = append(rows, row)
		reach = append(reach, row.Reach)
	}
	slices.SortStableFunc(rows, func(a, b BoardRow) int {
		return cmp.Or(compareFigures(a, b), cmp.Compare(a.Presenter.Label.In(q.Lang), b.Presenter.Label.In(q.Lang)))
	})
	for i := range rows {
		rows[i].Rank = i + 1
		if i > 0 && compareFigures(rows[i-1], rows[i]) == 0 {
			rows[i].Rank = rows[i-1].Rank
		}
	}
	return Board{Rows: rows[:min(len(rows), boardTop)], Around: around(rows, q.Around), Presenters: len(rows), TotalReach: PublishSum(reach)}
}

// around gives the rows beside the presenter's.
func around(rows []BoardRow, presenter string) []BoardRow {
	at := slices.IndexFunc(rows, func(row BoardRow) bool { return row.Presenter.ID == presenter })
	if at < 0 {
		return nil
	}
	return rows[max(0, at-boardBeside):min(len(rows), at+boardBeside+1)]
}

// compareFigures puts more points first, then more reach. A hidden figure has AtLeast 0 and comes last.
func compareFigures(a, b BoardRow) int {
	return cmp.Or(cmp.Compare(b.Points.AtLeast, a.Points.AtLeast), cmp.Compare(b.Reach.AtLeast, a.Reach.AtLeast))
}

func byPresenter(counts []Count) map[string]Count {
	m := make(map[string]Count, len(counts))
	for _, c := range counts {
		m[c.Presenter] = c
	}
	return m
}
