package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// Bodies that differ from this one in one point each.
const wellFormed = `{"code":"FR23R1AV","key":"019aa000-0000-7000-8000-000000000001","seen_at":"2026-11-20T15:04:05Z","locale":"en"}`

func with(old, replacement string) string { return strings.Replace(wellFormed, old, replacement, 1) }

// malformed are bodies of POST /api/v1/scans, with the field that the answer must name ("" for none).
var malformed = map[string]struct{ body, field string }{
	"empty":                      {"", ""},
	"white space":                {" \n\t ", ""},
	"not JSON":                   {"code=FR23R1AV", ""},
	"cut off":                    {wellFormed[:len(wellFormed)-1], ""},
	"cut off inside a text":      {`{"code":"FR23`, ""},
	"an array":                   {"[" + wellFormed + "]", ""},
	"a text":                     {`"FR23R1AV"`, ""},
	"a number":                   {"42", ""},
	"null":                       {"null", ""},
	"true":                       {"true", ""},
	"an empty object":            {"{}", "code key locale seen_at"},
	"two objects":                {wellFormed + wellFormed, ""},
	"a word after the object":    {wellFormed + " ok", ""},
	"a brace after the object":   {wellFormed + "}", ""},
	"a comma after the last":     {with(`"en"}`, `"en",}`), ""},
	"a comment":                  {with(`{`, `{/* hello */`), ""},
	"single quotes":              {strings.ReplaceAll(wellFormed, `"`, `'`), ""},
	"names without quotes":       {with(`"code"`, `code`), ""},
	"a byte order mark":          {"\ufeff" + wellFormed, ""},
	"broken UTF-8":               {with("FR23R1AV", "FR23R1A\xff"), ""},
	"an overlong UTF-8 sequence": {with("FR23R1AV", "\xc0\xaf"), ""},
	"half a surrogate":           {with("FR23R1AV", `\ud800`), ""},
	"a raw control character":    {with("FR23R1AV", "FR23\x01R1AV"), ""},
	"a raw line break in a text": {with("FR23R1AV", "FR23\nR1AV"), ""},
	"an unknown escape":          {with("FR23R1AV", `\x41`), ""},
	"an unknown name":            {with(`{`, `{"points":100,`), "points"},
	"an unknown tier":            {with(`{`, `{"tier":"live",`), "tier"},
	"a prototype":                {with(`{`, `{"__proto__":{},`), "__proto__"},
	"a name in another case":     {with(`"code"`, `"Code"`), "Code"},
	"a name in capitals":         {with(`"locale"`, `"LOCALE"`), "LOCALE"},
	"a name twice":               {with(`{`, `{"code":"JN8SQVEH",`), "code"},
	"a name twice, escaped":      {with(`{`, `{"c\u006fde":"JN8SQVEH",`), "code"},
	"an unknown name twice":      {with(`{`, `{"a":1,"a":2,`), "a"},
	"a code of null":             {with(`"FR23R1AV"`, `null`), "code"},
	"a cookie wish of null":      {with(`{`, `{"without_cookie":null,`), "without_cookie"},
	"a code of a number":         {with(`"FR23R1AV"`, `12345678`), "code"},
	"a code in an array":         {with(`"FR23R1AV"`, `["FR23R1AV"]`), "code"},
	"a code in an object":        {with(`"FR23R1AV"`, `{"a":"FR23R1AV"}`), "code"},
	"a cookie wish in words":     {with(`{`, `{"without_cookie":"true",`), "without_cookie"},
	"a cookie wish of 1":         {with(`{`, `{"without_cookie":1,`), "without_cookie"},
	"no code":                    {with(`"code":"FR23R1AV",`, ``), "code"},
	"an empty code":              {with(`FR23R1AV`, ``), "code"},
	"a short code":               {with(`FR23R1AV`, `FR23R1A`), "code"},
	"a long code":                {with(`FR23R1AV`, `FR23R1AV0`), "code"},
	"a code with U":              {with(`FR23R1AV`, `FR23R1AU`), "code"},
	"a code and SQL":             {with(`FR23R1AV`, `FR23R1AV' OR 1=1 --`), "code"},
	"a very long code":           {with(`FR23R1AV`, strings.Repeat("FR23R1AV", 1000)), "code"},
	"no key":                     {with(`"key":"019aa000-0000-7000-8000-000000000001",`, ``), "key"},
	"a key of version 4":         {with(`-7000-`, `-4000-`), "key"},
	"a key of another variant":   {with(`-8000-`, `-0000-`), "key"},
	"a key without hyphens":      {with(`019aa000-0000-7000-8000-000000000001`, `019aa0000000700080000000000000001`), "key"},
	"a key in braces":            {with(`019aa000-0000-7000-8000-000000000001`, `{019aa000-0000-7000-8000-000000000001}`), "key"},
	"a key with a letter g":      {with(`019aa000`, `019ga000`), "key"},
	"no seen_at":                 {with(`"seen_at":"2026-11-20T15:04:05Z",`, ``), "seen_at"},
	"a day only":                 {with(`2026-11-20T15:04:05Z`, `2026-11-20`), "seen_at"},
	"a moment without zone":      {with(`05Z`, `05`), "seen_at"},
	"a day that is not":          {with(`2026-11-20`, `2026-02-30`), "seen_at"},
	"a Unix time":                {with(`"2026-11-20T15:04:05Z"`, `1763651045`), "seen_at"},
	"no locale":                  {with(`,"locale":"en"`, ``), "locale"},
	"a language we do not have":  {with(`"en"`, `"fr"`), "locale"},
	"a language in another case": {with(`"en"`, `"EN"`), "locale"},
	"everything wrong":           {`{"code":"?","key":"?","seen_at":"?","locale":"?"}`, "code key locale seen_at"},
	"nested too deeply":          {strings.Repeat(`{"a":`, 12000), "a"},
}

func TestMalformedScanInsAreRefusedAndLeaveNoRow(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s := p.boot(t)
		wantStatus(t, s.do(t, http.MethodPost, "/api/v1/scans", "application/json", wellFormed), http.StatusCreated)
		for name, c := range malformed {
			t.Run(name, func(t *testing.T) {
				a := s.do(t, http.MethodPost, "/api/v1/scans", "application/json", c.body)
				wantError(t, a, http.StatusBadRequest, "invalid", strings.Fields(c.field)...)
			})
		}
		for _, contentType := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk", "application/json; charset", "multipart/form-data"} {
			t.Run("content type "+contentType, func(t *testing.T) {
				wantError(t, s.do(t, http.MethodPost, "/api/v1/scans", contentType, wellFormed), http.StatusBadRequest, "invalid")
			})
		}
		t.Run("more than 64 KiB", func(t *testing.T) {
			wantError(t, s.do(t, http.MethodPost, "/api/v1/scans", "application/json", wellFormed+strings.Repeat(" ", 64<<10)), http.StatusRequestEntityTooLarge, "too_large")
		})
		if n := s.rows(t, "scan"); n != 1 {
			t.Errorf("%d rows, want the well-formed one alone", n)
		}
	})
}

func TestMalformedFeedbackIsRefusedAndLeavesNoRow(t *testing.T) {
	s := boot(t, t.TempDir())
	for name, c := range map[string]struct {
		changes map[string]any
		field   string
	}{
		"no rating":                  {map[string]any{"rating": nil}, "rating"},
		"a rating of 0":              {map[string]any{"rating": 0}, "rating"},
		"a rating of 6":              {map[string]any{"rating": 6}, "rating"},
		"a rating of 4.5":            {map[string]any{"rating": 4.5}, "rating"},
		"a rating in words":          {map[string]any{"rating": "5"}, "rating"},
		"a rating beyond an integer": {map[string]any{"rating": 1e300}, "rating"},
		"a rating of true":           {map[string]any{"rating": true}, "rating"},
		"a long comment":             {map[string]any{"comment": strings.Repeat("長", 1001)}, "comment"},
		"a first step of their own":  {map[string]any{"first_step": "pray"}, "first_step"},
		"a comment with NUL":         {map[string]any{"comment": "a\x00b"}, "comment"},
		"a comment with an escape":   {map[string]any{"comment": "\x1b[31m"}, "comment"},
		"an unknown name":            {map[string]any{"name": "Chan"}, "name"},
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, s.post(t, "/api/v1/feedback", feedback(t, c.changes)), http.StatusBadRequest, "invalid", c.field)
		})
	}
	longest := feedback(t, map[string]any{"comment": strings.Repeat("長", 1000), "first_step": nil})
	wantStatus(t, s.post(t, "/api/v1/feedback", longest), http.StatusCreated)
	if n := s.rows(t, "feedback"); n != 1 {
		t.Errorf("%d rows, want the well-formed one alone", n)
	}
}

func TestWrongQuestionsAreExplained(t *testing.T) {
	s := bootWith(t, oneHit{})
	for path, field := range map[string]string{
		"/api/v1/leaderboard?period=week":              "period",
		"/api/v1/leaderboard?area=atlantis":            "area",
		"/api/v1/leaderboard?team=atlantis":            "team",
		"/api/v1/leaderboard?around=p-0":               "around",
		"/api/v1/leaderboard/areas?level=city":         "level",
		"/api/v1/leaderboard/areas?area=atlantis":      "area",
		"/api/v1/search?lang=en":                       "q",
		"/api/v1/search?lang=en&q=%20%20":              "q",
		"/api/v1/search?lang=en&q=%ff":                 "q",
		"/api/v1/search?q=a":                           "lang",
		"/api/v1/search?q=a&lang=fr":                   "lang",
		"/api/v1/search?q=a&lang=en&category=atlantis": "category",
		"/api/v1/search?q=a&lang=en&limit=0":           "limit",
		"/api/v1/search?q=a&lang=en&limit=51":          "limit",
		"/api/v1/search?q=a&lang=en&limit=ten":         "limit",
	} {
		wantError(t, s.get(t, path), http.StatusBadRequest, "invalid", field)
	}
	wantStatus(t, s.get(t, "/api/v1/search?lang=en&q="+strings.Repeat("%E9%95%B7", 513)), http.StatusOK)
	wantError(t, s.get(t, "/api/v1/nothing"), http.StatusNotFound, "not_found")
	wantError(t, s.get(t, "/api/v1/scans"), http.StatusMethodNotAllowed, "method_not_allowed")
	wantError(t, s.do(t, http.MethodDelete, "/api/v1/scans", "", ""), http.StatusMethodNotAllowed, "method_not_allowed")
}

func TestSearchThatTakesTooLongIsUnavailable(t *testing.T) {
	s := bootWith(t, oneHit{wait: 600 * time.Millisecond})
	a := s.get(t, "/api/v1/search?q=a&lang=en")
	wantError(t, a, http.StatusServiceUnavailable, "unavailable")
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}
