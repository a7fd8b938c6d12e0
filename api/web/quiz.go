package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type quizBody struct {
	Code    string           `json:"code"`
	Key     string           `json:"key"`
	Token   string           `json:"token"`
	Round   string           `json:"round"`
	Form    string           `json:"form"`
	Answers []quizAnswerBody `json:"answers"`
	Locale  string           `json:"locale"`
}

type quizAnswerBody struct {
	Item string `json:"item"`
	Said string `json:"said"`
}

// request is what the domain checks.
func (b quizBody) request() outreach.QuizRequest {
	r := outreach.QuizRequest{Code: b.Code, Key: b.Key, Token: b.Token, Round: b.Round, Form: b.Form, Locale: b.Locale}
	for _, a := range b.Answers {
		r.Answers = append(r.Answers, outreach.QuizAnswer(a))
	}
	return r
}

type quizAnswer struct {
	ID   outreach.Key  `json:"id"`
	Code outreach.Code `json:"code"`
}

// postQuiz records one round of the quiz: 201 the first time, 200 when the key or the round was known. It reads no cookie.
func (s *Server) postQuiz(c echo.Context) error {
	var body quizBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Locale)
	enrolled, err := guarded(s, c, body.Code, func() (outreach.Enrolled, error) {
		return s.Quiz.Record(c.Request().Context(), body.request())
	})
	if err != nil {
		return err
	}
	return answer(c, recordedStatus(enrolled.Fresh), quizAnswer{enrolled.ID, enrolled.Code})
}

type batchBody struct {
	Rounds []quizBody `json:"rounds"`
}

type batchAnswer struct {
	Recorded int `json:"recorded"` // new ones
	Known    int `json:"known"`    // those of an earlier try
}

// postQuizBatch records rounds that were answered on paper.
func (s *Server) postQuizBatch(c echo.Context) error {
	var body batchBody
	if err := decode(c, &body); err != nil {
		return err
	}
	stack := make([]outreach.QuizRequest, len(body.Rounds))
	for i, round := range body.Rounds {
		stack[i] = round.request()
	}
	recorded, err := s.Quiz.RecordBatch(c.Request().Context(), *s.staff(c), stack)
	if err != nil {
		return err
	}
	var a batchAnswer
	for _, r := range recorded {
		if r.Fresh {
			a.Recorded++
		} else {
			a.Known++
		}
	}
	return answer(c, http.StatusOK, a)
}
