package outreach

import (
	"cmp"
	"slices"
	"time"
)

// Level is one of six ranks of a presenter, reached at Points verified scan-ins.
type Level struct {
	ID     string `json:"id"`
	Name   Text   `json:"name"`
	Points int    `json:"points"`
}

// LevelAt gives the level for a number of points.
func (r *Registry) LevelAt(points int) *Level {
	reached := &r.Levels[0]
	for i := range r.Levels {
		if r.Levels[i].Points <= points {
			reached = &r.Levels[i]
		}
	}
	return reached
}

// BoardRequest chooses a leaderboard. Area and Team narrow it when not ""; Period is "all" or "month",
// the present month in the registry's time zone.
type BoardRequest struct {
	Period, Area, Team string
	Lang               string
}

// Validate reports wrong fields as an *Error.
func (q BoardRequest) Validate(r *Registry) error {
	var f faults
	if q.Period != PeriodAll && q.Period != "month" {
		f.add("period", "field.period")
	}
	if q.Area != "" && !r.HasArea(q.Area) {
		f.add("area", "field.area")
	}
	if q.Team != "" && !r.HasTeam(q.Team) {
		f.add("team", "field.team")
	}
	return f.err()
}

// CountsPeriod is the counters' period that the request reads.
func (q BoardRequest) CountsPeriod(r *Registry, now time.Time) string {
	if q.Period == "month" {
		return r.Month(now)
	}
	return PeriodAll
}

// Board is a leaderboard as the public sees it.
type Board struct {
	Rows       []BoardRow
	TotalReach Figure
}

// BoardRow is one presenter. Equal published figures share a rank.
type BoardRow struct {
	Rank          int
	Presenter     *Presenter
	Team          *Team
	Area          *Area
	Level         *Level
	Reach, Points Figure
}

// Leaderboard assembles the board from the exact counts of its period and those of PeriodAll, which alone
// make the level. Order, rank and level follow from the published figures, then the label: anything else
// would tell what rounding hides. Presenters without a scan-in are listed too: being on the board says nothing.
func (r *Registry) Leaderboard(q BoardRequest, period, all []Count) Board {
	exact, ever := byPresenter(period), byPresenter(all)
	board := Board{Rows: []BoardRow{}}
	var reach []Figure
	for i := range r.Presenters {
		p := &r.Presenters[i]
		if q.Team != "" && p.Team != q.Team || q.Area != "" && !r.Within(p.Area, q.Area) {
			continue
		}
		row := BoardRow{Presenter: p, Team: r.teams[p.Team], Area: r.areas[p.Area],
			Reach: Publish(exact[p.ID].Reach), Points: Publish(exact[p.ID].Points)}
		row.Level = r.LevelAt(Publish(ever[p.ID].Points).AtLeast)
		board.Rows = append(board.Rows, row)
		reach = append(reach, row.Reach)
	}
	slices.SortStableFunc(board.Rows, func(a, b BoardRow) int {
		return cmp.Or(compareFigures(a, b), cmp.Compare(a.Presenter.Label.In(q.Lang), b.Presenter.Label.In(q.Lang)))
	})
	for i := range board.Rows {
		board.Rows[i].Rank = i + 1
		if i > 0 && compareFigures(board.Rows[i-1], board.Rows[i]) == 0 {
			board.Rows[i].Rank = board.Rows[i-1].Rank
		}
	}
	board.TotalReach = PublishSum(reach)
	return board
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
