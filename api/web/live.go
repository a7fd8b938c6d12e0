package web

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type choicesAnswer struct {
	Now       time.Time      `json:"now"`
	Presenter *labelled      `json:"presenter"`
	Choices   []choiceAnswer `json:"choices"`
}

type choiceAnswer struct {
	Code    outreach.Code  `json:"code"`
	Open    bool           `json:"open"`
	Seminar *seminarOnShow `json:"seminar"`
}

type seminarOnShow struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Venue  string    `json:"venue"`
	Starts time.Time `json:"starts"`
	Ends   time.Time `json:"ends"`
	Opens  time.Time `json:"opens"`
}

func newSeminarOnShow(s *outreach.Seminar, lang string) *seminarOnShow {
	if s == nil {
		return nil
	}
	return &seminarOnShow{s.ID, s.Title.In(lang), s.Venue.In(lang), s.Starts, s.Ends, s.Opens()}
}

// getChoices lists what the presenter may show.
func (s *Server) getChoices(c echo.Context) error {
	staff, lang := *s.staff(c), s.lang(c)
	a := choicesAnswer{Now: s.Now().UTC(), Choices: []choiceAnswer{}}
	if p := s.Site.Registry().Presenter(staff.Presenter); p != nil {
		a.Presenter = &labelled{p.ID, p.Label.In(lang)}
	}
	for _, choice := range s.Screens.Choices(staff) {
		a.Choices = append(a.Choices, choiceAnswer{choice.Code, choice.Open, newSeminarOnShow(choice.Seminar, lang)})
	}
	return answer(c, http.StatusOK, a)
}

type screenAnswer struct {
	Now       time.Time      `json:"now"`
	Code      outreach.Code  `json:"code"`
	Presenter labelled       `json:"presenter"`
	Team      named          `json:"team"`
	Seminar   *seminarOnShow `json:"seminar"`
	Live      []shownAnswer  `json:"live"`
	Typed     []shownAnswer  `json:"typed"`
	Words     [2]string      `json:"words"`
}

type shownAnswer struct {
	Code  outreach.Code `json:"code"`
	From  time.Time     `json:"from"`
	Until time.Time     `json:"until"`
}

func newShown(codes []outreach.Shown) []shownAnswer {
	a := []shownAnswer{}
	for _, c := range codes {
		a = append(a, shownAnswer{c.Code, c.From, c.Until})
	}
	return a
}

// getLive gives the codes that the presenter's page shows now and in the next five minutes.
func (s *Server) getLive(c echo.Context) error {
	screen, err := s.Screens.Screen(*s.staff(c), c.QueryParam("code"))
	if err != nil {
		return err
	}
	lang := s.lang(c)
	return answer(c, http.StatusOK, screenAnswer{
		Now:       screen.Now.UTC(),
		Code:      screen.Code,
		Presenter: labelled{screen.Presenter.ID, screen.Presenter.Label.In(lang)},
		Team:      named{screen.Team.ID, screen.Team.Name.In(lang)},
		Seminar:   newSeminarOnShow(screen.Seminar, lang),
		Live:      newShown(screen.Live),
		Typed:     newShown(screen.Typed),
		Words:     screen.Words.In(lang),
	})
}
