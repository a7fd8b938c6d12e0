package query

import (
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
		b.done(true)
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
	b.done(false)
	if !b.allow() {
		t.Error("refused after a success")
	}
}
