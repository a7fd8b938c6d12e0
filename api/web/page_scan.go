package web

import (
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

type scanView struct {
	view
	scanAnswer
	WithoutCookie bool
}

// scanPage records a scan-in that a form without JavaScript sent: code, locale, without_cookie and perhaps key.
func (s *Server) scanPage(c echo.Context) error {
	request, err := s.scanForm(c)
	if err != nil {
		return err
	}
	receipt, err := guarded(s, c, request.Code, func() (outreach.Receipt, error) {
		return s.Scans.Record(c.Request().Context(), request, s.device(c))
	})
	if err != nil {
		return err
	}
	s.keepDevice(c, receipt.NewDevice)
	v := scanView{s.view(c), newScanAnswer(receipt, s.lang(c)), request.WithoutCookie}
	return s.render(c, http.StatusOK, "scan", v.Say("scan.title"), v)
}

// scanForm reads the form. Without a key it makes one: such a request cannot be retried, only sent anew. The
// form has no clock, so the moment in the key stands for seen_at: the same key means the same body again.
func (s *Server) scanForm(c echo.Context) (outreach.ScanRequest, error) {
	r := c.Request()
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != echo.MIMEApplicationForm {
		return outreach.ScanRequest{}, invalid("error.form_type")
	}
	if err := r.ParseForm(); err != nil {
		return outreach.ScanRequest{}, bodyError(err)
	}
	form := r.PostForm
	request := outreach.ScanRequest{Code: form.Get("code"), Key: form.Get("key"), Locale: form.Get("locale"), WithoutCookie: form.Get("without_cookie") != ""}
	if request.Locale == "" {
		request.Locale = s.lang(c)
	}
	s.speak(c, request.Locale)
	if request.Key == "" {
		key, err := outreach.NewKey(s.Now(), s.Random)
		if err != nil {
			return outreach.ScanRequest{}, err
		}
		request.Key = string(key)
	}
	request.SeenAt = outreach.Key(request.Key).Time().Format(time.RFC3339Nano)
	return request, nil
}
