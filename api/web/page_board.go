package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type boardView struct {
	view
	Period, Area, Team string // as asked for
	outreach.Board
}

// Areas are the choices of the first filter, Teams of the second.
func (v boardView) Areas() []outreach.Area { return v.registry.Areas }

// Teams: see Areas.
func (v boardView) Teams() []outreach.Team { return v.registry.Teams }

// boardPage answers ?area=&team=&period= as a table for readers without JavaScript.
func (s *Server) boardPage(c echo.Context) error {
	request, board, err := s.leaderboard(c)
	if err != nil {
		return err
	}
	v := boardView{s.view(c), request.Period, request.Area, request.Team, board}
	return s.render(c, http.StatusOK, "board", v.Say("board.title"), v)
}
