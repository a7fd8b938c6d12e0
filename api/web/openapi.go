package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// getOpenAPI answers with the description of this API.
func (s *Server) getOpenAPI(c echo.Context) error {
	revalidated(c)
	return c.Blob(http.StatusOK, "application/yaml; charset=utf-8", s.OpenAPI)
}
