package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type healthAnswer struct {
	Status string `json:"status"`
}

// getHealth says that the process answers, and nothing about what it depends on.
func (s *Server) getHealth(c echo.Context) error {
	return answer(c, http.StatusOK, healthAnswer{"ok"})
}

// getReady says that a scan-in would be kept: it writes to the disk.
func (s *Server) getReady(c echo.Context) error {
	if err := s.Ready(c.Request().Context()); err != nil {
		return err
	}
	return answer(c, http.StatusOK, healthAnswer{"ready"})
}
