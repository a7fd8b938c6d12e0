package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// getRegistry answers with registry.json as the service has it at present: what the site says and what the
// service knows can be compared.
func (s *Server) getRegistry(c echo.Context) error {
	revalidated(c)
	return c.Blob(http.StatusOK, "application/json; charset=utf-8", s.Site.RegistryJSON())
}
