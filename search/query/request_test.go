package query

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestRequestsThatCannotBeSearched(t *testing.T) {
	s := New("http://127.0.0.1:1", "key", "fangzha", nil)
	for _, test := range []struct {
		name  string
		r     Request
		field string
	}{
		{"no text", Request{Lang: "en"}, "q"},
		{"white space", Request{Text: " \n", Lang: "en"}, "q"},
		{"no UTF-8", Request{Text: "a\xff", Lang: "en"}, "q"},
		{"no language", Request{Text: "a"}, "lang"},
		{"an unknown language", Request{Text: "a", Lang: "fr"}, "lang"},
		{"a category with a quote", Request{Text: "a", Lang: "en", Category: `x" OR section = "tactics`}, "category"},
		{"a channel with a quote", Request{Text: "a", Lang: "en", Channel: `sms"`}, "channel"},
		{"an audience with a space", Request{Text: "a", Lang: "en", Audience: "elders OR"}, "audience"},
		{"a limit below one", Request{Text: "a", Lang: "en", Limit: -1}, "limit"},
		{"a limit above fifty", Request{Text: "a", Lang: "en", Limit: 51}, "limit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := s.Search(context.Background(), test.r)
			var invalid *InvalidError
			if !errors.As(err, &invalid) || invalid.Field != test.field {
				t.Errorf("got %v, want an InvalidError of %s", err, test.field)
			}
		})
	}
}

func TestALongTextIsCut(t *testing.T) {
	r, err := Request{Text: strings.Repeat("長", MaxText+1), Lang: "en"}.checked()
	if err != nil || utf8.RuneCountInString(r.Text) != MaxText {
		t.Errorf("%d characters, %v", utf8.RuneCountInString(r.Text), err)
	}
}

// Whatever goes wrong at Meilisearch, the answer is ErrUnavailable, and it does not repeat the reader's words.
func TestUnavailable(t *testing.T) {
	answering := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"an error of the server":     answering(500, `{"message":"secret story","code":"internal","type":"internal","link":""}`),
		"a refused key":              answering(403, `{"message":"no","code":"invalid_api_key","type":"auth","link":""}`),
		"a proxy's page":             answering(502, `<html>secret story</html>`),
		"no JSON":                    answering(200, `secret story`),
		"an index without pages":     answering(200, `{"hits":[]}`),
		"an answer without end":      func(w http.ResponseWriter, _ *http.Request) { endless(w) },
		"no answer before the limit": waiting,
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(handler)
			defer server.Close()
			ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
			defer cancel()
			began := time.Now()
			_, err := New(server.URL, "key", "fangzha", nil).Search(ctx, Request{Text: "secret story", Lang: "en"})
			if !errors.Is(err, ErrUnavailable) {
				t.Fatalf("got %v, want ErrUnavailable", err)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error repeats what the reader typed: %v", err)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		_, err := New("http://127.0.0.1:1", "key", "fangzha", nil).Search(context.Background(), Request{Text: "a", Lang: "en"})
		if !errors.Is(err, ErrUnavailable) {
			t.Fatalf("got %v, want ErrUnavailable", err)
		}
	})
}

// waiting answers never. The server sees that the client has gone only after it has read the body.
func waiting(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

func endless(w http.ResponseWriter) {
	for range 2 * maxAnswer / 1024 {
		if _, err := w.Write([]byte(strings.Repeat(" ", 1024))); err != nil {
			return
		}
	}
}
