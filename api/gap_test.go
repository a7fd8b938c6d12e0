package main

import (
	"context"
	"testing"
	"time"

	"fangzha/search/query"
)

// noHit finds nothing for anybody.
type noHit struct{}

func (noHit) Search(context.Context, query.Request) (query.Answer, error) {
	return query.Answer{Engine: "meilisearch"}, nil
}

func TestASearchThatLedNowhereIsCountedOnceTheReaderHasStoppedTyping(t *testing.T) {
	s := bootWith(t, noHit{})
	for _, path := range []string{
		"/api/v1/search?lang=en&q=u", "/api/v1/search?lang=en&q=unhe", // still typing
		"/api/v1/search?lang=en&q=unheard&rested=true",
	} {
		wantStatus(t, s.get(t, path), 200)
	}
	wantGaps := func(want int) {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); s.rows(t, "gap") != want; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%d rows in gap, want %d, log:\n%s", s.rows(t, "gap"), want, s.log)
			}
		}
	}
	wantGaps(1)
	wantStatus(t, s.get(t, "/search?lang=en&q=unheard-of"), 200) // a form is sent when it is finished
	wantGaps(2)
}
