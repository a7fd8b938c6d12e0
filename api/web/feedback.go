package web

import (
	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type feedbackBody struct {
	Code      string `json:"code"`
	Key       string `json:"key"`
	Rating    int    `json:"rating"`
	FirstStep string `json:"first_step"`
	Comment   string `json:"comment"`
	Locale    string `json:"locale"`
}

type feedbackAnswer struct {
	ID outreach.Key `json:"id"`
}

// postFeedback records an opinion about a talk: 201 the first time, 200 when the key was known.
func (s *Server) postFeedback(c echo.Context) error {
	var body feedbackBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Locale)
	recorded, err := guarded(s, c, body.Code, func() (outreach.Recorded, error) {
		return s.Feedback.Record(c.Request().Context(), outreach.FeedbackRequest(body))
	})
	if err != nil {
		return err
	}
	return answer(c, recordedStatus(recorded.Fresh), feedbackAnswer{recorded.ID})
}
