package web

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// The device cookie. Over https its prefix keeps sibling hosts from setting it; in a hall's own network and on
// localhost there is only http, where browsers refuse the prefix.
const (
	secureDeviceCookie = "__Host-fz_device"
	plainDeviceCookie  = "fz_device"
	deviceCookieAge    = 365 * 24 * time.Hour // hashes change with the year anyway
)

func (s *Server) deviceCookie(c echo.Context) (name string, secure bool) {
	if s.Front.secure(c.Request()) {
		return secureDeviceCookie, true
	}
	return plainDeviceCookie, false
}

// device reads the cookie; nil if there is none that we could have set.
func (s *Server) device(c echo.Context) *outreach.Device {
	name, _ := s.deviceCookie(c)
	cookie, err := c.Cookie(name)
	if err != nil {
		return nil
	}
	device, ok := outreach.ParseDevice(cookie.Value)
	if !ok {
		return nil
	}
	return &device
}

// keepDevice asks the phone to keep its new id; nil asks nothing.
func (s *Server) keepDevice(c echo.Context, device *outreach.Device) {
	if device == nil {
		return
	}
	name, secure := s.deviceCookie(c)
	c.SetCookie(&http.Cookie{
		Name: name, Value: device.String(), Path: "/", MaxAge: int(deviceCookieAge.Seconds()),
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}
