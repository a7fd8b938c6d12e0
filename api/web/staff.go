package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// StaffDoor lets staff in and knows who is in: outreach.Doorkeeper with one-time links, and in its place one day
// something that asks an OpenID provider. Tokens are what the browser's cookie holds.
type StaffDoor interface {
	SignIn(ctx context.Context, evidence string) (token string, session outreach.StaffSession, err error)
	Use(ctx context.Context, token string, needs outreach.Role, action, object string) (outreach.StaffSession, error)
	Find(ctx context.Context, token string) (outreach.StaffSession, error)
	SignOut(ctx context.Context, session outreach.StaffSession) error
	Sessions(ctx context.Context, by outreach.Staff) ([]outreach.StaffSession, error)
	EndSession(ctx context.Context, id outreach.Key, by outreach.StaffSession) error
}

// The session cookie; for its two names see the device cookie. Strict: it never comes with a link from elsewhere.
const (
	secureStaffCookie = "__Host-fz_staff"
	plainStaffCookie  = "fz_staff"
)

// sessionSet is where signedIn notes the session of a request.
const sessionSet = "fz.staff"

// signedIn lets a request through to a privileged route when its session has the role, and writes the row of the
// audit first: what cannot be written down is not done. It also refuses what another site's page sends.
func (s *Server) signedIn(needs outreach.Role) echo.MiddlewareFunc {
	limited := s.limited(s.limits.staffing)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return limited(s.sameSite(func(c echo.Context) error {
			token := s.staffToken(c)
			if token == "" {
				return outreach.NewNotSignedIn()
			}
			r := c.Request()
			session, err := s.Staff.Use(r.Context(), token, needs, r.Method+" "+c.Path(), auditObject(c))
			if err != nil {
				return err
			}
			c.Set(sessionSet, &session)
			return next(c)
		}))
	}
}

// auditObject is what a request is about: the ids in its path, else the code it asks for. What else a client may
// send is none of the audit's business.
func auditObject(c echo.Context) string {
	object := strings.Join(c.ParamValues(), " ")
	if object == "" {
		object = c.QueryParam("code")
	}
	const longest = 100
	if len(object) > longest || strings.ContainsFunc(object, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "(not an id)"
	}
	return object
}

// staff is the member of staff who makes this request, nil for anybody else. Behind signedIn it is never nil.
func (s *Server) staff(c echo.Context) *outreach.Staff {
	if session := s.session(c); session != nil {
		return &session.Staff
	}
	return nil
}

func (s *Server) session(c echo.Context) *outreach.StaffSession {
	if session, ok := c.Get(sessionSet).(*outreach.StaffSession); ok {
		return session
	}
	token := s.staffToken(c)
	if token == "" {
		return nil
	}
	session, err := s.Staff.Find(c.Request().Context(), token)
	if err != nil {
		return nil // a route for anybody answers as for anybody
	}
	c.Set(sessionSet, &session)
	return &session
}

func (s *Server) staffCookie(c echo.Context) (name string, secure bool) {
	if s.Front.secure(c.Request()) {
		return secureStaffCookie, true
	}
	return plainStaffCookie, false
}

func (s *Server) staffToken(c echo.Context) string {
	name, _ := s.staffCookie(c)
	cookie, err := c.Cookie(name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// keepStaff asks the browser to keep the token of a session, or with "" to forget it.
func (s *Server) keepStaff(c echo.Context, token string) {
	name, secure := s.staffCookie(c)
	age := int(outreach.StaffSessionLife.Seconds())
	if token == "" {
		age = -1
	}
	c.SetCookie(&http.Cookie{
		Name: name, Value: token, Path: "/", MaxAge: age,
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

type signInBody struct {
	Token string `json:"token"`
}

type sessionAnswer struct {
	ID        outreach.Key  `json:"id"`
	Staff     string        `json:"staff"`
	Role      outreach.Role `json:"role"`
	Presenter *labelled     `json:"presenter"`
	Area      *named        `json:"area"`
	BeganAt   time.Time     `json:"began_at"`
	UsedAt    time.Time     `json:"used_at"`
	EndsAt    time.Time     `json:"ends_at"`
	Own       bool          `json:"own"` // the session that asks
}

func (s *Server) newSessionAnswer(c echo.Context, x outreach.StaffSession) sessionAnswer {
	registry, lang := s.Site.Registry(), s.lang(c)
	a := sessionAnswer{ID: x.ID, Staff: x.Staff.ID, Role: x.Role, BeganAt: x.BeganAt.UTC(), UsedAt: x.UsedAt.UTC(),
		EndsAt: x.BeganAt.Add(outreach.StaffSessionLife).UTC()}
	if p := registry.Presenter(x.Presenter); p != nil {
		a.Presenter = &labelled{p.ID, p.Label.In(lang)}
	}
	if area := registry.Area(x.Area); area != nil {
		a.Area = &named{area.ID, area.Name.In(lang)}
	}
	return a
}

// postSession signs in with a one-time link. Only a POST spends it: a chat's preview of the link does not.
func (s *Server) postSession(c echo.Context) error {
	var body signInBody
	if err := decode(c, &body); err != nil {
		return err
	}
	if body.Token == "" {
		return invalid("error.invalid", outreach.FieldError{Field: "token", Message: "field.required"})
	}
	former := s.session(c)
	token, session, err := s.Staff.SignIn(c.Request().Context(), body.Token)
	if err != nil {
		return err
	}
	if former != nil { // its cookie is replaced: no session stays open unseen
		if err := s.Staff.SignOut(c.Request().Context(), *former); err != nil {
			s.logFailure(c, "the former session stays open until it is idle", err)
		}
	}
	s.keepStaff(c, token)
	a := s.newSessionAnswer(c, session)
	a.Own = true
	return answer(c, http.StatusCreated, a)
}

// getSession says who is signed in.
func (s *Server) getSession(c echo.Context) error {
	a := s.newSessionAnswer(c, *s.session(c))
	a.Own = true
	return answer(c, http.StatusOK, a)
}

// deleteSession signs out.
func (s *Server) deleteSession(c echo.Context) error {
	if err := s.Staff.SignOut(c.Request().Context(), *s.session(c)); err != nil {
		return err
	}
	s.keepStaff(c, "")
	return c.NoContent(http.StatusNoContent)
}

type sessionsAnswer struct {
	Sessions []sessionAnswer `json:"sessions"`
}

// getSessions lists the open sessions that this member of staff may end.
func (s *Server) getSessions(c echo.Context) error {
	own := s.session(c)
	sessions, err := s.Staff.Sessions(c.Request().Context(), *s.staff(c))
	if err != nil {
		return err
	}
	a := sessionsAnswer{Sessions: []sessionAnswer{}}
	for _, session := range sessions {
		one := s.newSessionAnswer(c, session)
		one.Own = session.ID == own.ID
		a.Sessions = append(a.Sessions, one)
	}
	return answer(c, http.StatusOK, a)
}

// deleteOtherSession ends a session of somebody else, or an own one on another machine.
func (s *Server) deleteOtherSession(c echo.Context) error {
	if err := s.Staff.EndSession(c.Request().Context(), outreach.Key(c.Param("id")), *s.session(c)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
