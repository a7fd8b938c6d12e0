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

func TestASearchThatLedNowhereIsCounted(t *testing.T) {
	s := bootWith(t, noHit{})
	wantStatus(t, s.get(t, "/api/v1/search?lang=en&q=unheard"), 200)
	for deadline := time.Now().Add(10 * time.Second); s.rows(t, "gap") != 1; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d rows in gap, want 1, log:\n%s", s.rows(t, "gap"), s.log)
		}
	}
}
