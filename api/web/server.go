package web

import (
	"context"
	"errors"
	"html/template"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// Limits of a connection and of a request. A hall of phones on a bad network needs seconds, an attacker minutes.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 10 * time.Second
	writeTimeout      = 15 * time.Second
	idleTimeout       = 60 * time.Second
	requestBudget     = 8 * time.Second // for the work itself: less than writeTimeout, so that the answer still goes out
	stopBudget        = 10 * time.Second
	maxHeaderBytes    = 16 << 10
	maxBodyBytes      = 64 << 10
)

// Config is everything the server works with. All fields but Origin are needed.
type Config struct {
	Site     *Site
	Scans    *outreach.Recorder
	Feedback *outreach.Reviewer
	Comments *outreach.Moderator
	Quiz     *outreach.Examiner
	Assess   *outreach.Assessor
	Counts   outreach.CountStore
	Holds    *outreach.Arbiter
	Staff    StaffDoor
	Screens  *outreach.Projector
	Search   Searcher
	Gaps     outreach.GapStore
	Ready    func(context.Context) error // writes to the database
	OpenAPI  []byte                      // api/openapi.yaml
	Front    Front                       // whose X-Forwarded-* headers are believed
	Origin   string                      // the site's own address where a proxy hides it, checked by CheckOrigin
	Now      func() time.Time
	Random   io.Reader
	NoLimits bool // something in front of the service limits already
	Log      *slog.Logger
}

// Server answers requests.
type Server struct {
	Config
	echo      *echo.Echo
	fragments *template.Template
	crossSite *http.CrossOriginProtection
	limits    limits
	board     hourly
	noting    chan struct{} // a place for each gap that is being written down
	streams   chan struct{} // a place for each live count that is followed
	stopping  chan struct{} // closed when the service begins to stop
}

// New makes a server; Serve starts it.
func New(c Config) *Server {
	s := &Server{Config: c, echo: echo.New(), fragments: parseFragments(), crossSite: protection(c.Origin), limits: newLimits(), noting: make(chan struct{}, gapsAtOnce),
		streams: make(chan struct{}, streamsAtOnce), stopping: make(chan struct{})}
	s.echo.HTTPErrorHandler = s.fail
	s.echo.IPExtractor = c.Front.extractor()
	s.echo.Use(s.observe, secureHeaders, s.bound, recovered)
	s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Serve answers on the listener until ctx ends, then lets the requests under way finish.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          connectionLog(s.Log),
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		close(s.stopping) // streams would keep it waiting
		limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopBudget)
		defer cancel()
		stopped <- server.Shutdown(limited)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// bound limits what one request may cost: the size of its body and the time of its work.
func (s *Server) bound(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		budget := requestBudget
		if c.Path() == progressRoute {
			budget += streamLife
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), budget)
		defer cancel()
		r := c.Request().WithContext(ctx)
		r.Body = http.MaxBytesReader(c.Response(), r.Body, maxBodyBytes)
		c.SetRequest(r)
		return next(c)
	}
}
