package query

import (
	"context"
	"fmt"
	"net/http"
)

// atOnce is how many searches ask Meilisearch at the same time. More would not be answered sooner, only all of them later; and
// what waits here without an answer is a crowd, not a hung Meilisearch: it does not count for the breaker.
const atOnce = 8

// slots are the places of the searches that may ask.
type slots chan struct{}

// take waits for a place. The error is ErrUnavailable, wrapped with the context's.
func (s slots) take(ctx context.Context) error {
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: too many searches at once: %w", ErrUnavailable, ctx.Err())
	}
}

func (s slots) give() { <-s }

// keepingConnections returns the usual transport, with a connection kept for each slot: by default only two are.
func keepingConnections() http.RoundTripper {
	usual, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // somebody has replaced it
	}
	own := usual.Clone()
	own.MaxIdleConnsPerHost = atOnce
	return own
}
