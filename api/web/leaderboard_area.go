package web

import (
	"cmp"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type areaBoardAnswer struct {
	Period string        `json:"period"`
	Level  string        `json:"level"`
	Area   string        `json:"area"`
	Rows   []areaRowBody `json:"rows"`
}

type areaRowBody struct {
	Area        named     `json:"area"`
	Residents   int       `json:"residents"`
	Reach       figure    `json:"reach"`
	PerThousand *float64  `json:"per_thousand"`
	RankReach   int       `json:"rank_reach"`
	RankRate    int       `json:"rank_rate"`
	Trend       trendBody `json:"trend"`
}

// getAreaLeaderboard answers ?level=district|street|community&area=&period=all|year|month.
func (s *Server) getAreaLeaderboard(c echo.Context) error {
	registry := s.Site.Registry()
	request := s.areaBoardRequest(c)
	if err := request.Validate(registry); err != nil {
		return err
	}
	periods := registry.Periods(s.Now())
	counts, err := readCounts(c.Request().Context(), periods, s.Counts.AreaCounts)
	if err != nil {
		return err
	}
	a := areaBoardAnswer{Period: request.Period, Level: request.Level, Area: request.Area, Rows: []areaRowBody{}}
	for _, row := range registry.AreaBoard(request, periods, counts) {
		body := areaRowBody{Area: named{row.Area.ID, row.Area.Name.In(request.Lang)}, Residents: row.Area.Residents, Reach: newFigure(row.Reach),
			RankReach: row.RankReach, RankRate: row.RankRate, Trend: newTrendBody(row.Trend)}
		if row.Known {
			body.PerThousand = &row.PerThousand
		}
		a.Rows = append(a.Rows, body)
	}
	return published(c, a)
}

func (s *Server) areaBoardRequest(c echo.Context) outreach.AreaBoardRequest {
	return outreach.AreaBoardRequest{Period: cmp.Or(c.QueryParam("period"), outreach.PeriodAll),
		Level: cmp.Or(c.QueryParam("level"), "community"), Area: c.QueryParam("area"), Lang: s.lang(c)}
}
