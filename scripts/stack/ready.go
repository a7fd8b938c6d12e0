package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// waitReady asks url until it answers 200. It gives up when the child (nil: not ours) ends, after limit, or with ctx.
func waitReady(ctx context.Context, url string, c *child, limit time.Duration) error {
	client := &http.Client{Timeout: 2 * time.Second}
	var exited chan struct{} // nil never delivers
	if c != nil {
		exited = c.exited
	}
	deadline := time.After(limit)
	for {
		last := ask(ctx, client, url)
		if last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-exited:
			return errors.New(c.ending())
		case <-deadline:
			return fmt.Errorf("%s does not answer after %s: %w", url, limit, last)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func ask(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %s", response.Status)
	}
	return nil
}
