package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type boardView struct {
	view
	Asked outreach.BoardRequest
	outreach.Board
	Level      string             // of the areas, as asked for
	ByReach    []outreach.AreaRow // the same areas twice
	ByRate     []outreach.AreaRow
	Day, Clock string // of the figures
}

// Areas are the choices of the first filter, Teams of the second, People of the third.
func (v boardView) Areas() []outreach.Area { return v.registry.Areas }

// Teams: see Areas.
func (v boardView) Teams() []outreach.Team { return v.registry.Teams }

// People: see Areas.
func (v boardView) People() []outreach.Presenter { return v.registry.Presenters }

// Trend says this month beside last month, in words.
func (v boardView) Trend(t outreach.Trend) string {
	key := map[outreach.Direction]string{outreach.Up: "board.trend_up", outreach.Down: "board.trend_down", outreach.Same: "board.trend_same"}[t.Direction]
	if key == "" {
		return v.Say("board.too_few")
	}
	return v.Say(key, "this", v.Sum(t.ThisMonth), "last", v.Sum(t.LastMonth))
}

// boardRowView is one row with what it needs to speak.
type boardRowView struct {
	view
	outreach.BoardRow
	Chosen bool
	Team   string // "" when the label has said it
	Words  string // of its trend
}

// Row prepares a row for its template.
func (v boardView) Row(row outreach.BoardRow) boardRowView {
	team := v.In(row.Team.Name)
	if strings.HasPrefix(v.In(row.Presenter.Label), team) {
		team = ""
	}
	return boardRowView{v.view, row, row.Presenter.ID == v.Asked.Around, team, v.Trend(row.Trend)}
}

// Sum writes a sum of published figures, of which 0 says nothing.
func (v boardView) Sum(f outreach.Figure) string {
	if f.Under == 0 && f.AtLeast == 0 {
		return v.Say("board.too_few")
	}
	return v.Figure(f)
}

// boardPage answers ?area=&team=&period=&around=&level= as tables for readers without JavaScript. Its figures are
// those of the hour.
func (s *Server) boardPage(c echo.Context) error {
	registry := s.Site.Registry()
	request, areas := s.boardRequest(c), s.areaBoardRequest(c)
	for _, err := range []error{request.Validate(registry), areas.Validate(registry)} {
		if err != nil {
			return err
		}
	}
	counts, err := s.hourlyCounts(c.Request().Context())
	if err != nil {
		return err
	}
	v := boardView{view: s.view(c), Asked: request, Level: areas.Level,
		Board:   registry.Leaderboard(request, counts.periods, counts.presenters),
		ByReach: registry.AreaBoard(areas, counts.periods, counts.areas),
		Day:     registry.Day(counts.read), Clock: registry.Local(counts.read).Format("15:04")}
	v.ByRate = slices.Clone(v.ByReach)
	slices.SortStableFunc(v.ByRate, func(a, b outreach.AreaRow) int { return cmp.Compare(a.RankRate, b.RankRate) })
	page, err := s.page(c, "board", v.Say("board.title"), v)
	if err != nil {
		return err
	}
	return cacheable(c, pageAge, page)
}
