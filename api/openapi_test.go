package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"fangzha/api/store"
)

// described holds answers to openapi.yaml and notes which of its statuses were seen.
type described struct {
	router routers.Router
	mu     sync.Mutex
	seen   map[string]bool // "operation status"
}

func newDescribed(t *testing.T, description []byte) (*described, *openapi3.T) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(description)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.PlainBodyDecoder)
	openapi3filter.RegisterBodyDecoder("text/event-stream", openapi3filter.PlainBodyDecoder)
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &described{router: router, seen: map[string]bool{}}, doc
}

// hold checks an answer, and its request when that was not wrong on purpose. body is the request's.
func (d *described) hold(t *testing.T, a answered, body string) {
	t.Helper()
	r := a.Request.Clone(context.Background())
	r.Body = io.NopCloser(strings.NewReader(body))
	r.URL.Scheme, r.URL.Host = "", ""
	route, parameters, err := d.router.FindRoute(r)
	if err != nil {
		t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
		return
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true}
	request := &openapi3filter.RequestValidationInput{Request: r, PathParams: parameters, Route: route, Options: options}
	wrong := a.StatusCode == http.StatusBadRequest || a.StatusCode == http.StatusRequestEntityTooLarge
	if err := openapi3filter.ValidateRequest(t.Context(), request); (err != nil) != wrong {
		t.Errorf("%s %s, status %d: the description of the request says %v", r.Method, r.URL, a.StatusCode, err)
	}
	answer := &openapi3filter.ResponseValidationInput{RequestValidationInput: request, Status: a.StatusCode, Header: a.Header,
		Body: io.NopCloser(bytes.NewReader(a.body)), Options: options}
	if err := openapi3filter.ValidateResponse(t.Context(), answer); err != nil {
		t.Errorf("%s %s, status %d, %s\n%v", r.Method, r.URL, a.StatusCode, a.body, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen[route.Operation.OperationID+" "+http.StatusText(a.StatusCode)] = true
}

func TestAnswersAreThoseOfTheDescription(t *testing.T) {
	t.Parallel() // waits for a lock
	s := bootWith(t, oneHit{})
	description := s.get(t, "/api/v1/openapi.yaml")
	if !bytes.Equal(description.body, openAPI) {
		t.Error("/api/v1/openapi.yaml is not openapi.yaml")
	}
	d, doc := newDescribed(t, description.body)

	get := func(s *service, path string, status int) {
		t.Helper()
		a := s.get(t, path)
		wantStatus(t, a, status)
		d.hold(t, a, "")
	}
	post := func(path, contentType, body string, status int) {
		t.Helper()
		a := s.do(t, http.MethodPost, path, contentType, body)
		wantStatus(t, a, status)
		d.hold(t, a, body)
	}
	const jsonType, formType = "application/json", "application/x-www-form-urlencoded"
	aScan := wellFormed
	seminarScan := strings.NewReplacer("FR23R1AV", seminarCode, "000000000001", "000000000002", "}", `,"without_cookie":true}`).Replace(wellFormed)
	opinion := `{"code":"VA8HT6J7","key":"019aa000-0000-7000-8000-000000000003","rating":4,"locale":"zh-hans"}`
	long := strings.Repeat("a", 65<<10)

	post("/api/v1/scans", jsonType, aScan, 201)
	post("/api/v1/scans", jsonType, aScan, 200)
	post("/api/v1/scans", jsonType, seminarScan, 201)
	post("/api/v1/scans", jsonType, strings.Replace(aScan, `"en"`, `"zh-hant"`, 1), 422)
	post("/api/v1/scans", jsonType, strings.Replace(aScan, badgeCode, unusedCode, 1), 404)
	post("/api/v1/scans", jsonType, strings.Replace(aScan, `"en"`, `"fr"`, 1), 400)
	post("/api/v1/scans", jsonType, long, 413)
	post("/api/v1/feedback", jsonType, opinion, 201)
	post("/api/v1/feedback", jsonType, opinion, 200)
	post("/api/v1/feedback", jsonType, strings.Replace(opinion, "4,", "5,", 1), 422)
	post("/api/v1/feedback", jsonType, strings.Replace(opinion, seminarCode, unusedCode, 1), 404)
	post("/api/v1/feedback", jsonType, strings.Replace(opinion, "4,", "6,", 1), 400)
	post("/api/v1/feedback", jsonType, long, 413)
	get(s, "/api/v1/leaderboard", 200)
	get(s, "/api/v1/leaderboard?area=hetang&team=station&period=month&lang=zh-hans", 200)
	get(s, "/api/v1/leaderboard?period=year&around=p-1", 200)
	get(s, "/api/v1/leaderboard?period=week", 400)
	get(s, "/api/v1/leaderboard/areas", 200)
	get(s, "/api/v1/leaderboard/areas?level=street&period=month&area=xihe&lang=zh-hans", 200)
	get(s, "/api/v1/leaderboard/areas?level=city", 400)
	get(s, "/api/v1/search?q=police&lang=en&category=authority&limit=5", 200)
	get(s, "/api/v1/search?q=police&lang=en&limit=99", 400)
	post("/api/v1/search", jsonType, `{"q":"有人自稱檢察院","lang":"zh-hant","category":"authority","limit":3}`, 200)
	post("/api/v1/search", jsonType, `{"q":"有人","lang":"zh-hant","channel":"call","audience":"elders","rested":true}`, 200)
	post("/api/v1/search", jsonType, `{"q":"","lang":"zh-hant"}`, 400)
	get(s, "/api/v1/search?q=police&lang=en&channel=Pi%20geon", 400)
	get(s, "/api/v1/search?q=police&lang=en&audience=Mar%20tians&rested=true", 400)
	post("/api/v1/search", jsonType, long, 413)
	get(s, "/api/v1/registry", 200)
	d.hold(t, description, "")
	get(s, "/s", 302)
	get(s, "/healthz", 200)
	get(s, "/readyz", 200)
	get(s, "/board?lang=en", 200)
	get(s, "/board?period=week", 400)
	get(s, "/search?q=police&lang=en", 200)
	get(s, "/search?lang=en&q="+long[:513], 200)
	get(s, "/search?lang=en&q=a&category=At%20lantis", 400)
	for _, board := range []string{"/api/v1/leaderboard", "/api/v1/leaderboard/areas", "/board"} {
		a := s.get(t, board, "If-None-Match", s.get(t, board).Header.Get("ETag"))
		wantStatus(t, a, 304)
		d.hold(t, a, "")
	}
	post("/search", formType, "q=police&lang=en&channel=call&audience=elders", 200)
	post("/search", formType, "q=police&lang=en&channel=Pi%20geon", 400)
	post("/search", formType, "q="+long, 413)
	post("/s", formType, "code=fr23-r1av&locale=en&without_cookie=1&key=019aa000-0000-7000-8000-000000000004", 200)
	post("/s", formType, "code=JN8SQVEH&locale=en&key=019aa000-0000-7000-8000-000000000004", 422)
	post("/s", formType, "code="+unusedCode, 404)
	post("/s", formType, "locale=en", 400)
	post("/s", formType, "code="+long, 413)

	wordless := boot(t, t.TempDir()) // has no Meilisearch
	get(wordless, "/api/v1/search?q=police&lang=en", 503)
	get(wordless, "/search?q=police&lang=en", 503)
	byForm := "q=police&lang=en"
	d.hold(t, wordless.do(t, http.MethodPost, "/search", formType, byForm), byForm)
	byBody := `{"q":"police","lang":"en"}`
	a := wordless.do(t, http.MethodPost, "/api/v1/search", jsonType, byBody)
	wantStatus(t, a, 503)
	d.hold(t, a, byBody)
	d.locked(t, s, func() {
		post("/api/v1/scans", jsonType, strings.Replace(aScan, "000000000001", "000000000005", 1), 503)
	}, func() {
		post("/api/v1/feedback", jsonType, strings.Replace(opinion, "000000000003", "000000000006", 1), 503)
	}, func() {
		post("/s", formType, "code="+badgeCode, 503)
	}, func() {
		get(s, "/readyz", 503)
	})
	d.describeQuiz(t, s)
	for _, c := range []struct{ method, path, contentType, body string }{
		{http.MethodPost, "/api/v1/scans", jsonType, aScan},
		{http.MethodPost, "/api/v1/feedback", jsonType, opinion},
		{http.MethodPost, "/s", formType, "code=" + badgeCode},
		{http.MethodPost, "/api/v1/quiz", jsonType, quizRound},
		{http.MethodGet, "/api/v1/seminars/savings/learning", "", ""},
		{http.MethodGet, "/api/v1/leaderboard", "", ""},
		{http.MethodGet, "/api/v1/leaderboard/areas", "", ""},
		{http.MethodGet, "/api/v1/registry", "", ""},
		{http.MethodGet, "/api/v1/openapi.yaml", "", ""},
		{http.MethodGet, "/board", "", ""},
		{http.MethodGet, "/api/v1/search?q=police&lang=en", "", ""},
		{http.MethodPost, "/api/v1/search", jsonType, byBody},
		{http.MethodGet, "/search?q=police", "", ""},
		{http.MethodPost, "/search", formType, byForm},
		{http.MethodPost, "/api/v1/session", jsonType, `{"token":"?"}`},
	} {
		d.hold(t, refused(t, s, c.method, c.path, c.contentType, c.body), c.body)
	}
	d.describeStaff(t, s)
	d.describeHolds(t, s)
	d.describeLive(t, s)
	d.complete(t, doc)
}

// refused asks from one address until the service has had enough of it.
func refused(t *testing.T, s *service, method, path, contentType, body string) answered {
	t.Helper()
	for range 3000 {
		if a := s.do(t, method, path, contentType, body, "X-Forwarded-For", "203.0.113.5"); a.StatusCode == http.StatusTooManyRequests {
			return a
		}
	}
	t.Fatalf("%s %s is never refused", method, path)
	return answered{}
}

// locked runs the steps at once while another process holds the database.
func (d *described) locked(t *testing.T, s *service, steps ...func()) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.data, store.SQLiteFile)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	lock, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, step := range steps {
		all.Go(step)
	}
	all.Wait()
	if err := lock.Rollback(); err != nil {
		t.Error(err)
	}
}

// complete checks that every documented status was seen. "default" is a fault of the program: there is none to show.
func (d *described) complete(t *testing.T, doc *openapi3.T) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		for _, operation := range doc.Paths.Value(path).Operations() {
			for status := range operation.Responses.Map() {
				code := 0
				for _, digit := range strings.TrimPrefix(status, "default") {
					code = code*10 + int(digit-'0')
				}
				if code != 0 && !d.seen[operation.OperationID+" "+http.StatusText(code)] {
					t.Errorf("%s: no answer with status %s was held to the description", operation.OperationID, status)
				}
			}
		}
	}
}
