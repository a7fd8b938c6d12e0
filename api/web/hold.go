package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type holdsAnswer struct {
	Holds []holdAnswer `json:"holds"`
}

type holdAnswer struct {
	ID        outreach.Key       `json:"id"`
	Presenter labelled           `json:"presenter"`
	Seminar   *seminarAnswer     `json:"seminar"` // null for a badge
	Area      named              `json:"area"`
	Reason    outreach.Reason    `json:"reason"`
	Explained string             `json:"explained"`
	State     outreach.HoldState `json:"state"`
	Scans     int64              `json:"scans"`
	OpenedAt  time.Time          `json:"opened_at"`
	LastAt    time.Time          `json:"last_at"`
	Overdue   bool               `json:"overdue"`
	DecidedAt *time.Time         `json:"decided_at"`
	DecidedBy string             `json:"decided_by"`
}

// newHoldAnswer names what the registry still knows; ids of what has left it stand for themselves.
func (s *Server) newHoldAnswer(c echo.Context, h outreach.Hold) holdAnswer {
	registry, lang := s.Site.Registry(), s.lang(c)
	a := holdAnswer{
		ID: h.ID, Presenter: labelled{h.Presenter, h.Presenter}, Area: named{h.Area, h.Area},
		Reason: h.Reason, Explained: s.say(c, h.Reason.Message(), nil), State: h.State, Scans: h.Scans,
		OpenedAt: h.OpenedAt, LastAt: h.LastAt, Overdue: h.Overdue(s.Now()), DecidedBy: h.DecidedBy,
	}
	if p := registry.Presenter(h.Presenter); p != nil {
		a.Presenter.Label = p.Label.In(lang)
	}
	if area := registry.Area(h.Area); area != nil {
		a.Area.Name = area.Name.In(lang)
	}
	if h.Seminar != "" {
		a.Seminar = &seminarAnswer{ID: h.Seminar, Title: h.Seminar, URL: "/"}
		if seminar := registry.Seminar(h.Seminar); seminar != nil {
			a.Seminar.Title, a.Seminar.URL = seminar.Title.In(lang), seminar.URL.In(lang)
		}
	}
	if !h.DecidedAt.IsZero() {
		a.DecidedAt = &h.DecidedAt
	}
	return a
}

// getHolds lists what the organiser may decide, overdue first, or with ?decided=true what was decided last.
func (s *Server) getHolds(c echo.Context) error {
	decided := false
	if text := c.QueryParam("decided"); text != "" {
		var err error
		if decided, err = strconv.ParseBool(text); err != nil {
			return invalid("error.invalid", outreach.FieldError{Field: "decided", Message: "field.boolean"})
		}
	}
	holds, err := s.Holds.List(c.Request().Context(), *s.staff(c), decided)
	if err != nil {
		return err
	}
	a := holdsAnswer{Holds: []holdAnswer{}}
	for _, h := range holds {
		a.Holds = append(a.Holds, s.newHoldAnswer(c, h))
	}
	return answer(c, http.StatusOK, a)
}

type holdBody struct {
	Decision string `json:"decision"`
}

// postHold releases or rejects the points of a hold.
func (s *Server) postHold(c echo.Context) error {
	var body holdBody
	if err := decode(c, &body); err != nil {
		return err
	}
	hold, err := s.Holds.Decide(c.Request().Context(), *s.staff(c), c.Param("id"), body.Decision)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, s.newHoldAnswer(c, hold))
}

type offlineBody struct {
	Offline bool `json:"offline"`
}

type standingsAnswer struct {
	Seminar    string `json:"seminar"`
	Offline    bool   `json:"offline"`
	Scans      int64  `json:"scans"`
	Devices    int64  `json:"devices"`
	Points     int64  `json:"points"`
	LatePoints int64  `json:"late_points"`
	Waiting    int64  `json:"waiting"`
	Held       int64  `json:"held"`
}

// putOffline notes whether the hall of a seminar had no network.
func (s *Server) putOffline(c echo.Context) error {
	var body offlineBody
	if err := decode(c, &body); err != nil {
		return err
	}
	x, err := s.Holds.ConfirmOffline(c.Request().Context(), *s.staff(c), c.Param("id"), body.Offline)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, standingsAnswer{x.Seminar, x.Offline, x.Scans, x.Devices, x.Points, x.LatePoints, x.Waiting, x.Held})
}
