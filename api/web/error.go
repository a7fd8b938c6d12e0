package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// retryAfter is in seconds: what makes us unavailable passes quickly or needs a person.
const retryAfter = "2"

// status is the one place where codes become HTTP statuses.
func status(code outreach.ErrorCode) int {
	switch code {
	case outreach.Invalid:
		return http.StatusBadRequest
	case outreach.NotSignedIn:
		return http.StatusUnauthorized
	case outreach.Forbidden:
		return http.StatusForbidden
	case outreach.NotFound:
		return http.StatusNotFound
	case outreach.MethodNotAllowed:
		return http.StatusMethodNotAllowed
	case outreach.TooLarge:
		return http.StatusRequestEntityTooLarge
	case outreach.Conflict:
		return http.StatusUnprocessableEntity
	case outreach.RateLimited:
		return http.StatusTooManyRequests
	case outreach.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// invalid reports a request that is wrong as a whole, or in the given fields.
func invalid(message string, fields ...outreach.FieldError) error {
	return &outreach.Error{Code: outreach.Invalid, Message: message, Fields: fields}
}

// classify makes an *outreach.Error of any error. What it does not know is internal.
func classify(err error) *outreach.Error {
	var known *outreach.Error
	if errors.As(err, &known) {
		return known
	}
	var routing *echo.HTTPError
	if errors.As(err, &routing) {
		switch routing.Code {
		case http.StatusNotFound:
			return &outreach.Error{Code: outreach.NotFound, Message: "error.no_such_page"}
		case http.StatusMethodNotAllowed:
			return &outreach.Error{Code: outreach.MethodNotAllowed, Message: "error.method_not_allowed"}
		}
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return outreach.NewUnavailable(err)
	}
	return &outreach.Error{Code: outreach.Internal, Message: "error.internal", Cause: err}
}

type errorAnswer struct {
	Error errorBody `json:"error"`
}

type errorBody struct {
	Code    outreach.ErrorCode `json:"code"`
	Message string             `json:"message"`
	Fields  []errorField       `json:"fields"`
}

type errorField struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// fail answers every error of the JSON routes; asPage answers those of the HTML routes.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		s.logFailure(c, "the answer broke off", err)
		return
	}
	known := s.prepareFailure(c, err)
	if err := answer(c, status(known.Code), errorAnswer{s.errorBody(c, known)}); err != nil {
		s.logFailure(c, "the error could not be sent", err)
	}
}

// prepareFailure logs what the reader is not told and sets the headers of the failure.
func (s *Server) prepareFailure(c echo.Context, err error) *outreach.Error {
	known := classify(err)
	if known.Cause != nil {
		s.logFailure(c, string(known.Code), known.Cause)
	}
	if known.Code == outreach.Unavailable {
		c.Response().Header().Set("Retry-After", retryAfter)
	}
	return known
}

func (s *Server) errorBody(c echo.Context, e *outreach.Error) errorBody {
	body := errorBody{Code: e.Code, Message: s.say(c, e.Message, e.Args), Fields: []errorField{}}
	for _, f := range e.Fields {
		body.Fields = append(body.Fields, errorField{f.Field, s.say(c, f.Message, f.Args)})
	}
	return body
}
