package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type scanBody struct {
	Code          string `json:"code"`
	Key           string `json:"key"`
	SeenAt        string `json:"seen_at"`
	Locale        string `json:"locale"`
	WithoutCookie bool   `json:"without_cookie"`
}

type scanAnswer struct {
	ID        outreach.Key    `json:"id"`
	Code      outreach.Code   `json:"code"` // the printed one, whatever was sent: digits name nobody by themselves
	Presenter labelled        `json:"presenter"`
	Team      named           `json:"team"`
	Area      named           `json:"area"`
	Seminar   *seminarAnswer  `json:"seminar"`
	Counted   bool            `json:"counted"`
	Alerts    []articleAnswer `json:"alerts"`
	Tactics   []articleAnswer `json:"tactics"`
}

type labelled struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type seminarAnswer struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

type articleAnswer struct {
	Slug    string `json:"slug"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	URL     string `json:"url"`
	Date    string `json:"date,omitempty"` // alerts only
}

// postScan records a scan-in: 201 the first time, 200 when the key was known.
func (s *Server) postScan(c echo.Context) error {
	var body scanBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Locale)
	receipt, err := guarded(s, c, body.Code, func() (outreach.Receipt, error) {
		return s.Scans.Record(c.Request().Context(), outreach.ScanRequest(body), s.device(c))
	})
	if err != nil {
		return err
	}
	s.keepDevice(c, receipt.NewDevice)
	return answer(c, recordedStatus(receipt.Fresh), newScanAnswer(receipt, s.lang(c)))
}

// scanLanding is for whoever reloads the answer to the form or types its address: the page that asks for a code.
func (s *Server) scanLanding(c echo.Context) error {
	return c.Redirect(http.StatusFound, "/scan/")
}

// recordedStatus tells a new row from one that an earlier try made.
func recordedStatus(fresh bool) int {
	if fresh {
		return http.StatusCreated
	}
	return http.StatusOK
}

func newScanAnswer(r outreach.Receipt, lang string) scanAnswer {
	a := scanAnswer{
		ID:        r.ID,
		Code:      r.Code,
		Presenter: labelled{r.Presenter.ID, r.Presenter.Label.In(lang)},
		Team:      named{r.Team.ID, r.Team.Name.In(lang)},
		Area:      named{r.Area.ID, r.Area.Name.In(lang)},
		Counted:   r.Counted,
		Alerts:    []articleAnswer{},
		Tactics:   []articleAnswer{},
	}
	if r.Seminar != nil {
		a.Seminar = &seminarAnswer{r.Seminar.ID, r.Seminar.Title.In(lang), r.Seminar.URL.In(lang)}
	}
	for _, x := range r.Alerts {
		a.Alerts = append(a.Alerts, articleAnswer{x.Slug, x.Title.In(lang), x.Summary.In(lang), x.URL.In(lang), x.Date})
	}
	for _, x := range r.Tactics {
		a.Tactics = append(a.Tactics, articleAnswer{x.Slug, x.Title.In(lang), x.Summary.In(lang), x.URL.In(lang), ""})
	}
	return a
}
