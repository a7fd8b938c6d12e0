package query

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestTheBreakerRefusesAfterFailuresAndLetsOneTry(t *testing.T) {
	now := time.Unix(0, 0)
	b := &breaker{now: func() time.Time { return now }}
	for range failuresToOpen {
		if !b.allow() {
			t.Fatal("refused before enough failures")
		}
		began := now
		now = now.Add(time.Second)
		b.done(began, true)
	}
	if b.allow() {
		t.Error("allowed right after the failures")
	}
	now = now.Add(restFor)
	if !b.allow() {
		t.Error("nobody may try after the rest")
	}
	if b.allow() {
		t.Error("two may try at once")
	}
	b.done(now, false)
	if !b.allow() {
		t.Error("refused after a success")
	}
}

func TestSearchesThatFailTogetherAreOneFailure(t *testing.T) {
	now := time.Unix(0, 0)
	b := &breaker{now: func() time.Time { return now }}
	began := now
	for range 10 * failuresToOpen {
		now = now.Add(time.Millisecond)
		b.done(began, true)
	}
	if !b.allow() {
		t.Error("one pause of the machine closes the search")
	}
}

func TestSearchesThatAreGivenUpDoNotHideAHungMeilisearch(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(waiting))
	defer server.Close()
	s := New(server.URL, "key", "fangzha", nil)
	newPlan("a") // reads the lexicon, which the first search would lose its time with
	ask := func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience+50*time.Millisecond)
		defer cancel()
		_, err := s.Search(ctx, Request{Text: "a", Lang: "en"})
		return err
	}
	for range failuresToOpen {
		if err := ask(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v, want a search without an answer in time", err)
		}
		gone, leave := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, leave)
		if err := ask(gone); err == nil {
			t.Fatal("found something at a server that hangs")
		}
	}
	began := time.Now()
	if err := ask(t.Context()); !errors.Is(err, ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) || time.Since(began) > patience {
		t.Errorf("after %v: %v, want a refusal at once", time.Since(began), err)
	}
}
