package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// spoilt gives bodies of POST /api/v1/scans by what is wrong with them: the well-formed one cut off at every byte, with
// every kind of wrong value in each field, with repeated and unknown names, with bytes that are no UTF-8, and with more after it.
func spoilt() map[string]string {
	cases := map[string]string{}
	for i := range wellFormed {
		cases[fmt.Sprint("cut off at byte ", i)] = wellFormed[:i]
	}
	for field, value := range map[string]string{"code": "FR23R1AV", "key": "019aa000-0000-7000-8000-000000000001", "seen_at": "2026-11-20T15:04:05Z", "locale": "en"} {
		for _, wrong := range []string{`null`, `0`, `-1`, `1.5`, `1e999`, `true`, `false`, `[]`, `{}`, `["a"]`, `{"a":1}`, `""`, `" "`, `"\u0000"`, `"../../etc/passwd"`, `"' OR 1=1 --"`, `"<script>"`} {
			cases[field+" is "+wrong] = with(`"`+value+`"`, wrong)
		}
		for _, noise := range []string{"\xff", "\xfe", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x98"} {
			cases[fmt.Sprintf("%s with the bytes %x", field, noise)] = with(value, value+noise)
		}
		cases[field+" twice"] = with(`{`, `{"`+field+`":"`+value+`",`)
		cases[field+" twice, escaped"] = with(`{`, fmt.Sprintf(`{"\u%04x%s":"%s",`, field[0], field[1:], value))
		cases[field+" missing"] = with(`"`+field+`":`, `"x_`+field+`":`)
		cases[field+" in capitals"] = with(`"`+field+`":`, `"`+strings.ToUpper(field)+`":`)
	}
	for _, name := range []string{"", " ", "tier", "points", "device", "id", "constructor", "__proto__", "Code", "code ", "$ref", "seen-at"} {
		cases["unknown name "+name] = with(`{`, `{"`+name+`":1,`)
	}
	for _, more := range []string{"x", "{}", "[]", "null", "0", `""`, ",", "}", "]", "/* */", "// end", "\x00", wellFormed, "\ufeff", "\xff"} {
		cases["more after it: "+more] = wellFormed + more
		cases["something before it: "+more] = more + wellFormed
	}
	return cases
}

// rawRequests are what no HTTP library sends.
func rawRequests() map[string]string {
	post := func(headers, body string) string {
		return "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n" + body
	}
	length := func(n int) string { return fmt.Sprint("Content-Length: ", n) }
	big := wellFormed + strings.Repeat(" ", 70<<10)
	return map[string]string{
		"a length that is too long":     post(length(len(wellFormed)+10), wellFormed),
		"a length that is too short":    post(length(len(wellFormed)-10), wellFormed),
		"a length of 0":                 post(length(0), wellFormed),
		"no length at all":              post("X-A: b", wellFormed),
		"a negative length":             post("Content-Length: -1", wellFormed),
		"a length in words":             post("Content-Length: many", wellFormed),
		"a length beyond all numbers":   post("Content-Length: 99999999999999999999", wellFormed),
		"two lengths":                   post(length(len(wellFormed))+"\r\n"+length(5), wellFormed),
		"a body over the limit":         post(length(len(big)), big),
		"a body over the limit, chunks": post("Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(big), big)),
		"a chunk without end":           post("Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s", len(wellFormed)+9, wellFormed)),
		"a chunk of no size":            post("Transfer-Encoding: chunked", "size\r\n"+wellFormed+"\r\n0\r\n\r\n"),
		"a chunk of a negative size":    post("Transfer-Encoding: chunked", "-5\r\n"+wellFormed+"\r\n0\r\n\r\n"),
		"a chunk of a huge size":        post("Transfer-Encoding: chunked", "fffffffffffffffff\r\n"+wellFormed+"\r\n0\r\n\r\n"),
		"chunks that break off":         post("Transfer-Encoding: chunked", "5\r\n{\"cod"),
		"an unknown transfer encoding":  post("Transfer-Encoding: rot13", wellFormed),
		"a compressed body":             post("Content-Encoding: gzip\r\n"+length(4), "\x1f\x8b\x08\x00"),
		"headers over the limit":        post("X-A: "+strings.Repeat("a", 40<<10)+"\r\n"+length(len(wellFormed)), wellFormed),
		"many headers over the limit":   post(strings.Repeat("X-A: aaaaaaaaaaaaaaaa\r\n", 2000)+length(len(wellFormed)), wellFormed),
		"a header without a colon":      post("nonsense\r\n"+length(len(wellFormed)), wellFormed),
		"a header with NUL":             post("X-A: a\x00b\r\n"+length(len(wellFormed)), wellFormed),
		"a header name with a space":    post("X A: b\r\n"+length(len(wellFormed)), wellFormed),
		"an expectation nobody meets":   post("Expect: a-miracle\r\n"+length(len(wellFormed)), wellFormed),
		"two hosts":                     post("Host: b\r\n"+length(len(wellFormed)), wellFormed),
		"no host":                       "POST /api/v1/scans HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
		"another protocol":              "POST /api/v1/scans HTTP/9.9\r\nHost: a\r\n\r\n",
		"no protocol":                   "POST /api/v1/scans\r\n\r\n",
		"a method with a space":         "PO ST /api/v1/scans HTTP/1.1\r\nHost: a\r\n\r\n",
		"an address with a space":       "POST /api/v1/ scans HTTP/1.1\r\nHost: a\r\n\r\n",
		"an address with a broken %":    "POST /api/v1/sc%zzans HTTP/1.1\r\nHost: a\r\n\r\n",
		"letters":                       "somebody's letters\r\n\r\n",
		"the beginning of TLS":          "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
	}
}

// answerTo sends bytes as they are, says no more, and gives the status of the answer.
func (s *service) answerTo(t *testing.T, request string) int {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(15 * time.Second))
	go func() {
		_, _ = conn.Write([]byte(request)) // the service may hang up before the end
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func TestNothingMalformedIsAcceptedOrFillsTheMemory(t *testing.T) {
	bodies, raw := spoilt(), rawRequests()
	if n := len(bodies) + len(raw); n < 300 {
		t.Fatalf("%d cases, want 300", n)
	}
	s, process := place{data: t.TempDir()}.bootProcess(t)
	refused := func(name string, status int) {
		// HTTP has codes of its own for the two things that the server, not the request, is short of.
		missing := status == http.StatusHTTPVersionNotSupported || status == http.StatusNotImplemented
		if (status < 400 || status > 499) && !missing {
			t.Errorf("%s: status %d, want 4xx", name, status)
		}
	}
	resident := func() (kib int64) {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process.Process.Pid))
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(status), "VmRSS:")
		if _, err := fmt.Sscan(after, &kib); err != nil {
			t.Fatal(err)
		}
		return kib
	}
	var settled int64
	for range 2 { // the second time shows whether the first one left something behind
		settled = resident()
		for name, body := range bodies {
			refused(name, s.do(t, http.MethodPost, "/api/v1/scans", "application/json", body).StatusCode)
		}
		for name, request := range raw {
			refused(name, s.answerTo(t, request))
		}
	}
	if grown := resident() - settled; grown > 32<<10 {
		t.Errorf("the second round took %d KiB more memory", grown)
	}
	if n := s.rows(t, "scan"); n != 0 {
		t.Errorf("%d rows, want none", n)
	}
	wantStatus(t, s.do(t, http.MethodPost, "/api/v1/scans", "application/json", wellFormed), http.StatusCreated)
}
