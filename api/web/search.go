package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
	"fangzha/search/query"
)

const (
	searchBudget = 300 * time.Millisecond // then the page asks its own index
	maxHits      = 50
	defaultHits  = 10
)

// Searcher finds articles; *query.Searcher does.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (query.Answer, error)
}

type searchBody struct {
	Q        string `json:"q"`
	Lang     string `json:"lang"`
	Category string `json:"category"`
	Channel  string `json:"channel"`
	Audience string `json:"audience"`
	Limit    *int   `json:"limit"`
	Rested   bool   `json:"rested"` // the reader has stopped typing
}

type searchAnswer struct {
	Hits      []hitBody `json:"hits"`
	Engine    string    `json:"engine"`
	Query     string    `json:"query"`
	Truncated bool      `json:"truncated"`
	TookMS    int64     `json:"took_ms"`
}

type hitBody struct {
	Slug         string        `json:"slug"`
	Section      string        `json:"section"`
	Title        string        `json:"title"`
	Summary      string        `json:"summary"`
	Category     string        `json:"category"`
	CategoryName string        `json:"category_name"`
	URL          string        `json:"url"`
	Highlights   highlightBody `json:"highlights"`
	Because      []string      `json:"because"`
	Confidence   string        `json:"confidence"`
}

type highlightBody struct {
	Title   []segmentBody `json:"title"`
	Summary []segmentBody `json:"summary"`
}

type segmentBody struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// getSearch answers ?q=&lang=&category=&channel=&audience=&limit=&rested=.
func (s *Server) getSearch(c echo.Context) error {
	body := searchBody{Q: c.QueryParam("q"), Lang: c.QueryParam("lang"),
		Category: c.QueryParam("category"), Channel: c.QueryParam("channel"), Audience: c.QueryParam("audience"),
		Rested: c.QueryParam("rested") == "true"}
	if text := c.QueryParam("limit"); text != "" {
		limit, err := strconv.Atoi(text)
		if err != nil {
			return invalid("error.invalid", limitFault())
		}
		body.Limit = &limit
	}
	return s.answerSearch(c, body)
}

// postSearch takes the same as JSON, so that a long story stands in no log of any host.
func (s *Server) postSearch(c echo.Context) error {
	var body searchBody
	if err := decode(c, &body); err != nil {
		return err
	}
	s.speak(c, body.Lang)
	return s.answerSearch(c, body)
}

func (s *Server) answerSearch(c echo.Context, body searchBody) error {
	request, err := s.searchRequest(body)
	if err != nil {
		return err
	}
	start := time.Now()
	found, err := s.search(c.Request().Context(), request, body.Rested)
	if err != nil {
		return err
	}
	a := searchAnswer{Hits: []hitBody{}, Engine: found.Engine, Query: body.Q, Truncated: found.Truncated, TookMS: time.Since(start).Milliseconds()}
	for _, h := range found.Hits {
		a.Hits = append(a.Hits, hitBody{h.Slug, h.Section, h.Title, h.Summary, h.Category, h.CategoryName, h.URL,
			highlightBody{segments(h.Highlights.Title), segments(h.Highlights.Summary)}, append([]string{}, h.Because...), string(h.Confidence)})
	}
	return answer(c, http.StatusOK, a)
}

func segments(from []query.Segment) []segmentBody {
	to := make([]segmentBody, len(from))
	for i, s := range from {
		to[i] = segmentBody{s.Text, s.Hit}
	}
	return to
}

// search asks within its budget. What finds nothing is counted for the editors, once the reader has stopped typing: half a
// word is no gap. Errors are *outreach.Error, or internal ones.
func (s *Server) search(ctx context.Context, r query.Request, rested bool) (query.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, searchBudget)
	defer cancel()
	found, err := s.Search.Search(ctx, r)
	var wrong *query.InvalidError
	switch {
	case err == nil:
		if rested && found.Nothing() {
			s.noteGap(r)
		}
		return found, nil
	case errors.As(err, &wrong):
		return found, invalid("error.invalid", outreach.FieldError{Field: wrong.Field, Message: "field.invalid"})
	case errors.Is(err, query.ErrUnavailable), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return found, &outreach.Error{Code: outreach.Unavailable, Message: "error.search_unavailable", Cause: err}
	}
	return found, err
}

func (s *Server) searchRequest(body searchBody) (query.Request, error) {
	registry, limit := s.Site.Registry(), defaultHits
	var fields []outreach.FieldError
	add := func(field, message string) {
		fields = append(fields, outreach.FieldError{Field: field, Message: message})
	}
	switch {
	case strings.TrimSpace(body.Q) == "":
		add("q", "field.required")
	case !utf8.ValidString(body.Q):
		add("q", "error.body_utf8")
	}
	if body.Lang == "" {
		add("lang", "field.required")
	} else if !registry.HasLanguage(body.Lang) {
		add("lang", "field.locale")
	}
	if body.Category != "" && !registry.HasCategory(body.Category) {
		add("category", "field.category")
	}
	if body.Channel != "" && !registry.HasChannel(body.Channel) {
		add("channel", "field.channel")
	}
	if body.Audience != "" && !registry.HasAudience(body.Audience) {
		add("audience", "field.audience")
	}
	if body.Limit != nil {
		if limit = *body.Limit; limit < 1 || limit > maxHits {
			fields = append(fields, limitFault())
		}
	}
	if fields != nil {
		return query.Request{}, invalid("error.invalid", fields...)
	}
	return query.Request{Text: body.Q, Lang: body.Lang, Category: body.Category, Channel: body.Channel, Audience: body.Audience, Limit: limit,
		Today: registry.Day(s.Now())}, nil
}

func limitFault() outreach.FieldError {
	return outreach.FieldError{Field: "limit", Message: "field.limit", Args: map[string]string{"max": fmt.Sprint(maxHits)}}
}
