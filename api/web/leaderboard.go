package web

import (
	"cmp"
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type boardAnswer struct {
	Period string     `json:"period"`
	Area   string     `json:"area"`
	Team   string     `json:"team"`
	Rows   []rowBody  `json:"rows"`
	Total  boardTotal `json:"total"`
}

type boardTotal struct {
	Reach figure `json:"reach"`
}

type rowBody struct {
	Rank      int      `json:"rank"`
	Presenter labelled `json:"presenter"`
	Team      named    `json:"team"`
	Area      named    `json:"area"`
	Level     named    `json:"level"`
	Reach     figure   `json:"reach"`
	Points    figure   `json:"points"`
}

// figure is a published figure: {"at_least": 45} or {"under": 10}.
type figure struct {
	AtLeast *int `json:"at_least,omitempty"`
	Under   *int `json:"under,omitempty"`
}

func newFigure(f outreach.Figure) figure {
	if f.Under > 0 {
		return figure{Under: &f.Under}
	}
	return figure{AtLeast: &f.AtLeast}
}

// getLeaderboard answers ?area=&team=&period=all|month.
func (s *Server) getLeaderboard(c echo.Context) error {
	request, board, err := s.leaderboard(c)
	if err != nil {
		return err
	}
	a := boardAnswer{Period: request.Period, Area: request.Area, Team: request.Team, Rows: []rowBody{},
		Total: boardTotal{newFigure(board.TotalReach)}}
	for _, row := range board.Rows {
		lang := request.Lang
		a.Rows = append(a.Rows, rowBody{
			Rank:      row.Rank,
			Presenter: labelled{row.Presenter.ID, row.Presenter.Label.In(lang)},
			Team:      named{row.Team.ID, row.Team.Name.In(lang)},
			Area:      named{row.Area.ID, row.Area.Name.In(lang)},
			Level:     named{row.Level.ID, row.Level.Name.In(lang)},
			Reach:     newFigure(row.Reach),
			Points:    newFigure(row.Points),
		})
	}
	revalidated(c)
	return answer(c, http.StatusOK, a)
}

func (s *Server) leaderboard(c echo.Context) (outreach.BoardRequest, outreach.Board, error) {
	registry, ctx := s.Site.Registry(), c.Request().Context()
	request := outreach.BoardRequest{
		Period: cmp.Or(c.QueryParam("period"), outreach.PeriodAll), Area: c.QueryParam("area"), Team: c.QueryParam("team"), Lang: s.lang(c),
	}
	if err := request.Validate(registry); err != nil {
		return request, outreach.Board{}, err
	}
	all, err := s.Counts.Counts(ctx, outreach.PeriodAll)
	if err != nil {
		return request, outreach.Board{}, err
	}
	counts := all
	if period := request.CountsPeriod(registry, s.Now()); period != outreach.PeriodAll {
		if counts, err = s.Counts.Counts(ctx, period); err != nil {
			return request, outreach.Board{}, err
		}
	}
	return request, registry.Leaderboard(request, counts, all), nil
}
