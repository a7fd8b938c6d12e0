package main

import (
	"context"
	"testing"
	"time"

	"fangzha/search/query"
)

// daily keeps the day that it was asked to search for.
type daily struct{ today chan string }

func (d daily) Search(_ context.Context, r query.Request) (query.Answer, error) {
	d.today <- r.Today
	return query.Answer{Engine: "meilisearch"}, nil
}

func TestSearchesEndAlertsByTheDayOfTheDistrict(t *testing.T) {
	district, err := time.LoadLocation("Asia/Shanghai") // testdata/site/registry.json
	if err != nil {
		t.Fatal(err)
	}
	d := daily{make(chan string, 1)}
	s := bootWith(t, d)
	before := time.Now().In(district).Format(time.DateOnly)
	wantStatus(t, s.get(t, "/api/v1/search?lang=en&q=a"), 200)
	after := time.Now().In(district).Format(time.DateOnly)
	if today := <-d.today; today != before && today != after {
		t.Errorf("searched on %s, it is %s in the district", today, after)
	}
}
