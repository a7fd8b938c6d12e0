package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/labstack/echo/v4"
)

// How long a cache may show a board without asking: the figures are rounded, a minute more or less is nothing.
const (
	boardAge = "public, max-age=60"
	pageAge  = "public, max-age=300" // its figures are those of the hour
)

// published answers with public figures in JSON, which caches may keep.
func published(c echo.Context, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Type", "application/json; charset=utf-8")
	return cacheable(c, boardAge, data)
}

// cacheable sends a body with an ETag made of it, or 304 to whoever has it.
func cacheable(c echo.Context, age string, body []byte) error {
	sum := sha256.Sum256(body)
	h := c.Response().Header()
	h.Set("Cache-Control", age)
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	h.Set("Vary", "Accept-Language")
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, bytes.NewReader(body))
	return nil
}
