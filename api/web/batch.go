package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type slipsBody struct {
	Code   string   `json:"code"`
	Slips  []string `json:"slips"`
	Locale string   `json:"locale"`
}

type slipsAnswer struct {
	Recorded int          `json:"recorded"`
	Slips    []slipAnswer `json:"slips"`
}

type slipAnswer struct {
	Typed   string               `json:"typed"`
	Outcome outreach.SlipOutcome `json:"outcome"`
}

// postSlips records paper slips. The same batch again records nothing more.
func (s *Server) postSlips(c echo.Context) error {
	var body slipsBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Locale)
	entered, err := s.Scans.RecordSlips(c.Request().Context(), *s.staff(c), outreach.SlipsRequest(body))
	if err != nil {
		return err
	}
	a := slipsAnswer{Slips: []slipAnswer{}}
	for _, slip := range entered {
		a.Slips = append(a.Slips, slipAnswer{slip.Typed, slip.Outcome})
		if slip.Outcome == outreach.SlipRecorded {
			a.Recorded++
		}
	}
	return answer(c, http.StatusOK, a)
}

type assistedBody struct {
	Code   string `json:"code"`
	Key    string `json:"key"`
	Count  int    `json:"count"`
	Locale string `json:"locale"`
}

// postAssisted records scan-ins on somebody else's phone.
func (s *Server) postAssisted(c echo.Context) error {
	var body assistedBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Locale)
	if err := s.Scans.RecordAssisted(c.Request().Context(), *s.staff(c), outreach.AssistedRequest(body)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
