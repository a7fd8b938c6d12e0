package web

import (
	"fmt"
	"log"
	"log/slog"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// observe gives each request an id and writes one line about it: the route and not the path, no query, cookie,
// body or address. What is not written cannot be asked for.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		id, err := outreach.NewKey(s.Now(), s.Random)
		if err != nil {
			return err
		}
		c.Response().Header().Set(echo.HeaderXRequestID, string(id))
		if err := next(c); err != nil {
			c.Error(err)
		}
		s.Log.Info("request", "id", id, "method", c.Request().Method, "route", c.Path(),
			"status", c.Response().Status, "bytes", c.Response().Size, "ms", time.Since(start).Milliseconds())
		return nil
	}
}

// logFailure writes an error that the reader is not told, under the request's id.
func (s *Server) logFailure(c echo.Context, what string, err error) {
	s.Log.Error(what, "id", c.Response().Header().Get(echo.HeaderXRequestID), "route", c.Path(), "error", redact(err.Error()))
}

// recovered turns a panic into an internal error of this request alone.
func recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
		}()
		return next(c)
	}
}

// addresses are host:port pairs, as errors of package net hold them.
var addresses = regexp.MustCompile(`\[[0-9a-fA-F:.%a-z]+\](?::\d+)?|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?`)

func redact(text string) string { return addresses.ReplaceAllString(text, "(address)") }

// connectionLog is for what net/http says by itself, "http: … from 192.0.2.1:5678" included.
func connectionLog(to *slog.Logger) *log.Logger { return log.New(lineWriter{to}, "", 0) }

type lineWriter struct{ to *slog.Logger }

func (w lineWriter) Write(line []byte) (int, error) {
	w.to.Warn("connection", "error", redact(string(line)))
	return len(line), nil
}
