package outreach

import (
	"cmp"
	"slices"
)

// AreaBoardRequest chooses a board of areas: Level is "district", "street" or "community", Area narrows it to what
// lies in an area when not "", Period is as in BoardRequest.
type AreaBoardRequest struct {
	Period, Level, Area string
	Lang                string
}

// Validate reports wrong fields as an *Error.
func (q AreaBoardRequest) Validate(r *Registry) error {
	var f faults
	f.period(q.Period)
	if !slices.Contains([]string{"district", "street", "community"}, q.Level) {
		f.add("level", "field.level")
	}
	if q.Area != "" && !r.HasArea(q.Area) {
		f.add("area", "field.area")
	}
	return f.err()
}

// AreaRow is one area. Reach is what happened in it and below it: a sum of published cells, because a sum of exact
// ones would give a hidden cell away beside the others. PerThousand is published reach per 1,000 residents,
// rounded down to a tenth; Known is false when there is nothing to divide. Scans are not residents: one person
// can be counted by several presenters, and visitors are counted too.
type AreaRow struct {
	Area        *Area
	Reach       Figure
	PerThousand float64
	Known       bool
	RankReach   int
	RankRate    int
	Trend       Trend
}

// AreaBoard assembles the board from exact reach by the area where it happened, in order of reach; areas without a
// scan-in are listed too: they are where nobody has been. Equal published figures share a rank.
func (r *Registry) AreaBoard(q AreaBoardRequest, p Periods, counts map[string][]AreaCount) []AreaRow {
	exact, month, before := reachByArea(counts[p.Asked(q.Period)]), reachByArea(counts[p.Month]), reachByArea(counts[p.LastMonth])
	rows := []AreaRow{}
	for i := range r.Areas {
		a := &r.Areas[i]
		if a.Level != q.Level || q.Area != "" && !r.Within(a.ID, q.Area) {
			continue
		}
		row := AreaRow{Area: a, Reach: r.published(exact, a.ID), Trend: newTrend(r.published(month, a.ID), r.published(before, a.ID))}
		if row.Known = row.Reach.AtLeast > 0 && a.Residents > 0; row.Known {
			row.PerThousand = float64(row.Reach.AtLeast*10_000/a.Residents) / 10
		}
		rows = append(rows, row)
	}
	byRate := func(a, b AreaRow) int { return cmp.Compare(b.PerThousand, a.PerThousand) }
	byReach := func(a, b AreaRow) int { return cmp.Compare(b.Reach.AtLeast, a.Reach.AtLeast) }
	byName := func(a, b AreaRow) int { return cmp.Compare(a.Area.Name.In(q.Lang), b.Area.Name.In(q.Lang)) }
	rank(rows, byRate, func(row *AreaRow, rank int) { row.RankRate = rank })
	rank(rows, byReach, func(row *AreaRow, rank int) { row.RankReach = rank })
	slices.SortStableFunc(rows, func(a, b AreaRow) int { return cmp.Or(byReach(a, b), byName(a, b)) })
	return rows
}

// published is the reach of an area with all below it. A single cell is published as it is.
func (r *Registry) published(reach map[string]int64, area string) Figure {
	var cells []Figure
	for i := range r.Areas {
		if r.Within(r.Areas[i].ID, area) {
			cells = append(cells, Publish(reach[r.Areas[i].ID]))
		}
	}
	return PublishSum(cells)
}

// rank sorts the rows and numbers them; equal ones share a number.
func rank(rows []AreaRow, compare func(a, b AreaRow) int, set func(row *AreaRow, rank int)) {
	slices.SortStableFunc(rows, compare)
	shared := 1
	for i := range rows {
		if i > 0 && compare(rows[i-1], rows[i]) != 0 {
			shared = i + 1
		}
		set(&rows[i], shared)
	}
}

func reachByArea(counts []AreaCount) map[string]int64 {
	m := make(map[string]int64, len(counts))
	for _, c := range counts {
		m[c.Area] = c.Reach
	}
	return m
}
