package web

import (
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// The stream of a live count. Hosts cut long answers, so it ends by itself; the browser comes back and says what it
// had last. Each look is one or two rows by their keys.
const (
	progressRoute = "/api/v1/live/events"
	streamLife    = 20 * time.Second
	lookEvery     = 500 * time.Millisecond
	comeBackAfter = 300 * time.Millisecond
	streamsAtOnce = 512 // beyond it pages ask now and then instead
)

type progressAnswer struct {
	Session   sessionProgress   `json:"session"`
	Presenter presenterProgress `json:"presenter"`
}

type sessionProgress struct {
	Devices  int64 `json:"devices"`
	Scans    int64 `json:"scans"`
	Points   int64 `json:"points"`
	Held     int64 `json:"held"`
	Waiting  int64 `json:"waiting"`
	Live     int64 `json:"live"`
	Typed    int64 `json:"typed"`
	Late     int64 `json:"late"`
	Printed  int64 `json:"printed"`
	Slip     int64 `json:"slip"`
	Assisted int64 `json:"assisted"`
}

type presenterProgress struct {
	Points int64        `json:"points"`
	Level  levelAnswer  `json:"level"`
	Next   *levelAnswer `json:"next"`
}

type levelAnswer struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Points int    `json:"points"`
}

func (s *Server) progress(c echo.Context) (progressAnswer, error) {
	p, err := s.Screens.Progress(c.Request().Context(), *s.staff(c), c.QueryParam("code"))
	if err != nil {
		return progressAnswer{}, err
	}
	lang, tiers := s.lang(c), p.Tiers
	a := progressAnswer{
		Session: sessionProgress{
			Devices: p.Devices, Scans: p.Scans, Points: p.Points, Held: p.Held, Waiting: p.Waiting,
			Live: tiers[outreach.Live], Typed: tiers[outreach.Typed], Late: tiers[outreach.Late],
			Printed: tiers[outreach.Printed], Slip: tiers[outreach.Slip], Assisted: tiers[outreach.Assisted],
		},
		Presenter: presenterProgress{Points: p.Ever, Level: levelAnswer{p.Level.ID, p.Level.Name.In(lang), p.Level.Points}},
	}
	if p.Next != nil {
		a.Presenter.Next = &levelAnswer{p.Next.ID, p.Next.Name.In(lang), p.Next.Points}
	}
	return a, nil
}

// getLiveCount answers once, for pages to which no stream comes through.
func (s *Server) getLiveCount(c echo.Context) error {
	a, err := s.progress(c)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, a)
}

// getLiveEvents is a stream of Server-Sent Events, one "count" for each change. What is wrong with the request is
// answered before the stream begins, as on any other route.
func (s *Server) getLiveEvents(c echo.Context) error {
	a, err := s.progress(c)
	if err != nil {
		return err
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		return outreach.NewUnavailable(errors.New("as many live counts as may be are open"))
	}
	w := c.Response()
	// The server's time-outs are for answers, which are short. The reading one counts too: when it passes, the
	// connection is taken for gone.
	control, until := http.NewResponseController(w), time.Now().Add(streamLife+writeTimeout)
	if err := errors.Join(control.SetReadDeadline(until), control.SetWriteDeadline(until)); err != nil {
		return err
	}
	w.Header().Set(echo.HeaderContentType, "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	fmt.Fprintf(w, "retry: %d\n\n", comeBackAfter.Milliseconds())

	end, look := time.NewTimer(streamLife), time.NewTicker(lookEvery)
	defer end.Stop()
	defer look.Stop()
	for last := c.Request().Header.Get("Last-Event-ID"); ; {
		if last, err = tell(w, a, last); err == nil {
			err = control.Flush()
		}
		if err != nil {
			return nil // the reader left
		}
		select {
		case <-end.C:
			return nil
		case <-s.stopping:
			return nil
		case <-c.Request().Context().Done():
			return nil
		case <-look.C:
		}
		if a, err = s.progress(c); err != nil {
			return err // logged; the browser comes back and is told
		}
	}
}

// tell writes an event when the figures are not those of the event last. The id is a digest of them, so that a
// browser which comes back to another replica is not told the same again.
func tell(w http.ResponseWriter, a progressAnswer, last string) (string, error) {
	data, err := json.Marshal(a)
	if err != nil {
		return last, err
	}
	digest := fnv.New64a()
	_, _ = digest.Write(data) // a hash takes everything
	id := fmt.Sprintf("%016x", digest.Sum64())
	if id == last {
		return last, nil
	}
	_, err = fmt.Fprintf(w, "id: %s\nevent: count\ndata: %s\n\n", id, data)
	return id, err
}
