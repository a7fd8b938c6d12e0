package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func wantPage(t *testing.T, a answered, status int, words ...string) {
	t.Helper()
	wantStatus(t, a, status)
	page := string(a.body)
	if !strings.HasPrefix(page, "<!doctype html>") || strings.Contains(page, ">{{fz:") || strings.Contains(page, "ZgotmplZ") {
		t.Errorf("not a whole page:\n%s", page)
	}
	for _, word := range words {
		if !strings.Contains(page, word) {
			t.Errorf("%q is not on the page:\n%s", word, page)
		}
	}
	for _, word := range []string{"<script>alert", "<img src=x"} {
		if strings.Contains(page, word) {
			t.Errorf("%q is on the page unescaped:\n%s", word, page)
		}
	}
}

func TestPagesSpeakTheReadersLanguage(t *testing.T) {
	s := bootWith(t, oneHit{})
	for header, lang := range map[string]string{
		"zh-HK,zh;q=0.9": "zh-hant", "zh-CN": "zh-hans", "de,en;q=0.5": "en", "": "en",
	} {
		a := s.get(t, "/board", "Accept-Language", header)
		wantPage(t, a, http.StatusOK, `<html lang="`+lang+`">`)
	}
	a := s.get(t, "/board?lang=zh-hant", "Accept-Language", "en")
	wantPage(t, a, http.StatusOK, `<html lang="zh-hant">`, "宣講榜", "不足 10")
	if a.Header.Get("Content-Language") != "zh-Hant" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
		t.Errorf("headers %v", a.Header)
	}
}

func TestSearchPageShowsHitsWithoutTrustingAnyText(t *testing.T) {
	s := bootWith(t, oneHit{})
	query := url.QueryEscape(`"><script>alert(1)</script><img src=x onerror=alert(1)>{{fz:main}}`)
	wantPage(t, s.get(t, "/search?lang=en&q="+query), http.StatusOK,
		`href="/en/tactics/police-prosecutor-court/"`, "<mark>&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</mark>", "Very much like this</span> You wrote: &lt;b&gt;", "<title>Search for “&#34;&gt;&lt;script&gt;")
	wantPage(t, s.get(t, "/search?lang=en"), http.StatusOK, `name="q"`, `href="/en/category/authority/"`)
	wantPage(t, s.get(t, "/search?lang=en&q=a&category="+query), http.StatusBadRequest, "There is no such category")
}

func TestSearchPageTakesAFormAndNarrows(t *testing.T) {
	s := bootWith(t, oneHit{})
	form := func(body string) answered {
		return s.do(t, http.MethodPost, "/search", "application/x-www-form-urlencoded", body)
	}
	wantPage(t, form("lang=zh-hant&q="+url.QueryEscape("有人叫我轉賬")), http.StatusOK,
		`<html lang="zh-hant">`, `href="/en/tactics/police-prosecutor-court/"`, `<form class="fz-searchbox" method="post" action="/search"`, `required>有人叫我轉賬</textarea>`)
	chosen := []string{`<details class="fz-narrow" open>`, `<option value="authority" selected>`, `<option value="call" selected>`, `<option value="elders" selected>`}
	wantPage(t, form("lang=en&q=a&category=authority&channel=call&audience=elders"), http.StatusOK, chosen...)
	wantPage(t, s.get(t, "/search?lang=en&q=a&category=authority&channel=call&audience=elders"), http.StatusOK, chosen...)
	wantPage(t, form("lang=en&q=a&channel=pigeon"), http.StatusBadRequest, "There is no such way", "required>a</textarea>")
	wantPage(t, form("lang=en&q=a&audience=martians"), http.StatusBadRequest, "There is no such group")
	wantPage(t, form("lang=en"), http.StatusOK, `name="q"`)
	wantPage(t, s.do(t, http.MethodPost, "/search", "application/json", `{"q":"a"}`), http.StatusBadRequest)
}

func TestSearchPageWithoutEngineLeadsToTheCategories(t *testing.T) {
	s := boot(t, t.TempDir())
	a := s.get(t, "/search?lang=zh-hant&q="+url.QueryEscape("殺豬盤"))
	wantPage(t, a, http.StatusServiceUnavailable, "搜尋暫時無法使用", `href="/zh-hant/category/authority/"`, `required>殺豬盤</textarea>`)
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}

func TestBoardPageListsPresentersWithoutTrustingTheirLabels(t *testing.T) {
	s := bootWith(t, oneHit{})
	wantPage(t, s.get(t, "/board?lang=en"), http.StatusOK, "Hetang Team 2017", "under 10", "Scans are not residents.",
		"&lt;script&gt;alert(1)&lt;/script&gt;", "A caller who uses this name is not proven. Hang up and dial 110.")
	narrow := s.get(t, "/board?lang=en&area=hetang&period=month")
	wantPage(t, narrow, http.StatusOK, "Hetang Team 2017", `<option value="hetang" selected>`, `<option value="month" selected>`)
	if strings.Contains(string(narrow.body), ">Sister Lin</td>") {
		t.Error("a presenter of another street is listed")
	}
	wantPage(t, s.get(t, "/board?lang=en&area="+url.QueryEscape(`<script>alert(1)</script>`)), http.StatusBadRequest, "There is no such area")
}

func TestATypedCodeIsRecordedWithoutJavaScript(t *testing.T) {
	s := bootWith(t, oneHit{})
	a := s.form(t, "code=va8h-t6j7&locale=zh-hant", "Sec-Fetch-Site", "same-origin")
	wantPage(t, a, http.StatusOK, `<html lang="zh-hant">`, "登記好了", "荷塘隊 2017", "守住積蓄", "/zh-hant/alerts/only-jinyuan/", "/zh-hant/tactics/police-prosecutor-court/", "請掛斷，自己撥 110")
	if !strings.HasPrefix(a.Header.Get("Set-Cookie"), "fz_device=") {
		t.Errorf("cookie %q", a.Header.Get("Set-Cookie"))
	}
	wantPage(t, s.form(t, "code="+hostileCode+"&locale=en&without_cookie=1"), http.StatusOK, "nothing was left on this phone", "&lt;script&gt;")
	if n := s.rows(t, "scan"); n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}

func TestAFormWithAKeyCanBeSentAgain(t *testing.T) {
	s := bootWith(t, oneHit{})
	key := newKey(t)
	wantPage(t, s.form(t, "code="+badgeCode+"&locale=en&key="+key), http.StatusOK, "Your visit is recorded.")
	wantPage(t, s.form(t, "code="+badgeCode+"&locale=en&key="+key), http.StatusOK, "Your visit is recorded.")
	wantPage(t, s.form(t, "code=JN8SQVEH&locale=en&key="+key), http.StatusUnprocessableEntity)
	if n := s.rows(t, "scan"); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

func TestAMistypedCodeShowsTheFormAgain(t *testing.T) {
	s := bootWith(t, oneHit{})
	for body, status := range map[string]int{
		"locale=en&code=" + url.QueryEscape(`"><script>alert(1)</script>`): http.StatusBadRequest,
		"locale=en&code=":                               http.StatusBadRequest,
		"locale=en&code=" + unusedCode:                  http.StatusNotFound,
		"code=" + badgeCode + "&locale=klingon":         http.StatusBadRequest,
		"code=" + badgeCode + "&key=1":                  http.StatusBadRequest,
		"locale=en&code=%ff%fe":                         http.StatusBadRequest,
		"locale=en&code=%":                              http.StatusBadRequest,
		"locale=en&code=" + strings.Repeat("A", 70_000): http.StatusRequestEntityTooLarge,
	} {
		wantPage(t, s.form(t, body), status, `<form class="fz-form" method="post" action="/s">`, `role="alert"`)
	}
	wantPage(t, s.do(t, http.MethodPost, "/s", "application/json", `{}`), http.StatusBadRequest, `role="alert"`)
	if n := s.rows(t, "scan"); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
}

func TestAnotherSitesFormIsRefused(t *testing.T) {
	s := bootWith(t, oneHit{})
	own := strings.TrimPrefix(s.url, "http://")
	for name, c := range map[string]struct {
		headers []string
		status  int
	}{
		"cross-site":                         {[]string{"Sec-Fetch-Site", "cross-site"}, http.StatusBadRequest},
		"same-site, another host":            {[]string{"Sec-Fetch-Site", "same-site"}, http.StatusBadRequest},
		"old browser, foreign origin":        {[]string{"Origin", "https://evil.example"}, http.StatusBadRequest},
		"old browser, opaque origin":         {[]string{"Origin", "null"}, http.StatusBadRequest},
		"same origin":                        {[]string{"Sec-Fetch-Site", "same-origin"}, http.StatusOK},
		"typed address":                      {[]string{"Sec-Fetch-Site", "none"}, http.StatusOK},
		"old browser, own origin":            {[]string{"Origin", "http://" + own}, http.StatusOK},
		"old browser, own origin, our proxy": {[]string{"Origin", "https://fangzha.example", "X-Forwarded-Host", "fangzha.example"}, http.StatusOK},
		"no browser":                         {nil, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			wantPage(t, s.form(t, "code="+badgeCode+"&locale=en", c.headers...), c.status)
		})
	}
}
