package web

import (
	"cmp"
	"context"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type boardAnswer struct {
	Period     string     `json:"period"`
	Area       string     `json:"area"`
	Team       string     `json:"team"`
	Rows       []rowBody  `json:"rows"`
	Around     []rowBody  `json:"around"`
	Presenters int        `json:"presenters"`
	Total      boardTotal `json:"total"`
}

type boardTotal struct {
	Reach figure `json:"reach"`
}

type rowBody struct {
	Rank      int       `json:"rank"`
	Presenter labelled  `json:"presenter"`
	Team      named     `json:"team"`
	Area      named     `json:"area"`
	Level     named     `json:"level"`
	Reach     figure    `json:"reach"`
	Points    figure    `json:"points"`
	Trend     trendBody `json:"trend"`
}

type trendBody struct {
	Direction outreach.Direction `json:"direction"`
	ThisMonth figure             `json:"this_month"`
	LastMonth figure             `json:"last_month"`
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

func newTrendBody(t outreach.Trend) trendBody {
	return trendBody{t.Direction, newFigure(t.ThisMonth), newFigure(t.LastMonth)}
}

// getLeaderboard answers ?area=&team=&period=all|year|month&around=.
func (s *Server) getLeaderboard(c echo.Context) error {
	registry := s.Site.Registry()
	request := s.boardRequest(c)
	if err := request.Validate(registry); err != nil {
		return err
	}
	periods := registry.Periods(s.Now())
	counts, err := readCounts(c.Request().Context(), periods, s.Counts.Counts)
	if err != nil {
		return err
	}
	board := registry.Leaderboard(request, periods, counts)
	return published(c, boardAnswer{Period: request.Period, Area: request.Area, Team: request.Team,
		Rows: rowBodies(board.Rows, request.Lang), Around: rowBodies(board.Around, request.Lang),
		Presenters: board.Presenters, Total: boardTotal{newFigure(board.TotalReach)}})
}

func (s *Server) boardRequest(c echo.Context) outreach.BoardRequest {
	return outreach.BoardRequest{Period: cmp.Or(c.QueryParam("period"), outreach.PeriodAll), Area: c.QueryParam("area"),
		Team: c.QueryParam("team"), Around: c.QueryParam("around"), Lang: s.lang(c)}
}

func rowBodies(rows []outreach.BoardRow, lang string) []rowBody {
	bodies := make([]rowBody, len(rows))
	for i, row := range rows {
		bodies[i] = rowBody{
			Rank:      row.Rank,
			Presenter: labelled{row.Presenter.ID, row.Presenter.Label.In(lang)},
			Team:      named{row.Team.ID, row.Team.Name.In(lang)},
			Area:      named{row.Area.ID, row.Area.Name.In(lang)},
			Level:     named{row.Level.ID, row.Level.Name.In(lang)},
			Reach:     newFigure(row.Reach),
			Points:    newFigure(row.Points),
			Trend:     newTrendBody(row.Trend),
		}
	}
	return bodies
}

// readCounts reads the counters of each period that a board is made of.
func readCounts[T any](ctx context.Context, p outreach.Periods, read func(context.Context, string) ([]T, error)) (map[string][]T, error) {
	counts := map[string][]T{}
	for _, period := range []string{p.All, p.Year, p.Month, p.LastMonth} {
		found, err := read(ctx, period)
		if err != nil {
			return nil, err
		}
		counts[period] = found
	}
	return counts, nil
}
