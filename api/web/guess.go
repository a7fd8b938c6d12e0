package web

import (
	"errors"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// guarded runs what records under a code, but judges no further digits once a phone or its network has been wrong too
// often, and no further tag once the phone has: eight digits are few enough to be tried, and every route that judges them
// answers whether they were right. The right ones cost nothing, so a hall that types is not held back; printed codes are
// public and no secret to guess. Digits and tags have buckets of their own: who tries digits does not keep the hall from
// scanning.
func guarded[T any](s *Server, c echo.Context, code string, record func() (T, error)) (T, error) {
	parsed, _ := outreach.ParseCode(code)
	var l limit
	switch parsed.Kind() {
	case outreach.TypedCode:
		l = s.limits.digits
	case outreach.LiveCode:
		l = s.limits.tags
	}
	now, guesses := s.Now(), s.buckets(c, l)
	if w := wait(guesses, now); w > 0 && !s.NoLimits {
		var none T
		return none, s.tooMany(c, w)
	}
	recorded, err := record()
	var known *outreach.Error
	if errors.As(err, &known) && known.Code == outreach.NotFound {
		for _, b := range guesses {
			b.take(now)
		}
	}
	return recorded, err
}
