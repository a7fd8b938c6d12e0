package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/meilisearch/meilisearch-go"
)

// wait waits for the task that a request began. err is the error of that request. While it waits it says so every ten seconds.
func (p *publisher) wait(ctx context.Context, begun *meilisearch.TaskInfo, err error) error {
	if err != nil {
		return plain(err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, taskTimeout, fmt.Errorf("task %d (%s) took longer than %v; is the server busy or its disk full?", begun.TaskUID, begun.Type, taskTimeout))
	defer cancel()
	started := time.Now()
	for said := 1; ; {
		task, err := p.server.GetTaskWithContext(ctx, begun.TaskUID)
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			return plain(err)
		case task.Status == meilisearch.TaskStatusSucceeded:
			return nil
		case task.Status == meilisearch.TaskStatusFailed, task.Status == meilisearch.TaskStatusCanceled:
			return fmt.Errorf("task %d (%s) %s: %s (%s)", task.UID, task.Type, task.Status, task.Error.Message, task.Error.Code)
		}
		if elapsed := time.Since(started); elapsed > time.Duration(said)*10*time.Second {
			p.say("still waiting for task %d (%s), %v", begun.TaskUID, begun.Type, elapsed.Round(time.Second))
			said++
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(15 * time.Millisecond):
		}
	}
}

// applySettings sends the settings as they stand in the file: meilisearch-go leaves out empty lists, so that it cannot say
// "no stop words".
func (p *publisher) applySettings(ctx context.Context, uid, lang string) error {
	body, err := settings(lang)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPatch, p.target.URL+"/indexes/"+uid+"/settings", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+p.target.Key)
	response, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("the server answered %s: %s", response.Status, answer)
	}
	var begun meilisearch.TaskInfo
	if err := json.Unmarshal(answer, &begun); err != nil {
		return err
	}
	return p.wait(ctx, &begun, nil)
}

// notFound: the index or key is not there.
func notFound(err error) bool {
	var failed *meilisearch.Error
	return errors.As(err, &failed) && failed.StatusCode == http.StatusNotFound
}

// plain shortens an error of meilisearch-go, which repeats the whole request, to what went wrong.
func plain(err error) error {
	var failed *meilisearch.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch {
	case failed.StatusCode == http.StatusUnauthorized, failed.StatusCode == http.StatusForbidden:
		return fmt.Errorf("the server refused the key (%s): FZ_MEILI_KEY must be the master key or a key for these indexes", failed.MeilisearchApiError.Code)
	case failed.MeilisearchApiError.Code != "":
		return fmt.Errorf("%s (%s)", failed.MeilisearchApiError.Message, failed.MeilisearchApiError.Code)
	case failed.OriginError != nil:
		return fmt.Errorf("no answer from Meilisearch: %w", failed.OriginError)
	default:
		return fmt.Errorf("the server answered with status %d", failed.StatusCode)
	}
}
