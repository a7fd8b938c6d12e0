package web

import (
	"cmp"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type commentsAnswer struct {
	Comments []commentAnswer `json:"comments"`
}

type commentAnswer struct {
	ID         outreach.Key          `json:"id"`
	Presenter  string                `json:"presenter"`
	Area       string                `json:"area"`
	Seminar    string                `json:"seminar"`
	Text       string                `json:"text"`
	State      outreach.CommentState `json:"state"`
	ReceivedAt time.Time             `json:"received_at"`
}

// getComments answers ?state=pending|approved|rejected, pending when it is left out.
func (s *Server) getComments(c echo.Context) error {
	state, ok := outreach.ParseCommentState(cmp.Or(c.QueryParam("state"), string(outreach.Pending)))
	if !ok {
		return invalid("error.invalid", outreach.FieldError{Field: "state", Message: "field.comment_state"})
	}
	comments, err := s.Comments.List(c.Request().Context(), *s.staff(c), state)
	if err != nil {
		return err
	}
	a := commentsAnswer{Comments: []commentAnswer{}}
	for _, x := range comments {
		x.ReceivedAt = x.ReceivedAt.UTC()
		a.Comments = append(a.Comments, commentAnswer(x))
	}
	return answer(c, http.StatusOK, a)
}

type decisionBody struct {
	State string `json:"state"`
}

// postComment decides about one comment.
func (s *Server) postComment(c echo.Context) error {
	var body decisionBody
	if err := decode(c, &body); err != nil {
		return err
	}
	state, ok := outreach.ParseCommentState(body.State)
	if !ok {
		return invalid("error.invalid", outreach.FieldError{Field: "state", Message: "field.comment_state"})
	}
	if err := s.Comments.Decide(c.Request().Context(), *s.staff(c), outreach.Key(c.Param("id")), state); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
