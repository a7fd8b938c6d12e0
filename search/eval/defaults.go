package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"fangzha/search/document"
)

// Defaults is Meilisearch as it comes: the documents as Hugo wrote them, no settings, one plain query. All its hits count as
// shown with confidence, because it has no other way to show them. The documents are added when it is first asked.
func Defaults(url, key string, documents []document.Document) Engine {
	server := plainServer{url: url, key: key}
	return Engine{Name: "defaults", Ask: func(ctx context.Context, queries []Query) ([][]Found, error) {
		byLang := map[string][]document.Document{}
		for _, d := range documents {
			byLang[d.Lang] = append(byLang[d.Lang], d)
		}
		for lang, list := range byLang {
			if err := server.fill(ctx, "defaults_"+lang, list); err != nil {
				return nil, err
			}
		}
		var answers [][]Found
		for _, q := range queries {
			var answer struct{ Hits []Found }
			if err := server.do(ctx, "/indexes/defaults_"+q.Lang+"/search", map[string]any{"q": q.Text, "limit": hits}, &answer); err != nil {
				return nil, err
			}
			for i := range answer.Hits {
				answer.Hits[i].Confident = true
			}
			answers = append(answers, answer.Hits)
		}
		return answers, nil
	}}
}

// plainServer talks to Meilisearch without any of our code between.
type plainServer struct{ url, key string }

func (s plainServer) fill(ctx context.Context, index string, documents []document.Document) error {
	var task struct {
		UID int `json:"taskUid"`
	}
	if err := s.do(ctx, "/indexes/"+index+"/documents?primaryKey=id", documents, &task); err != nil {
		return err
	}
	for {
		var state struct{ Status string }
		if err := s.do(ctx, fmt.Sprintf("/tasks/%d", task.UID), nil, &state); err != nil {
			return err
		}
		switch state.Status {
		case "succeeded":
			return nil
		case "failed", "canceled":
			return fmt.Errorf("filling %s %s", index, state.Status)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// do posts body (or gets, without one) and decodes the answer.
func (s plainServer) do(ctx context.Context, path string, body, answer any) error {
	method, payload := http.MethodGet, []byte(nil)
	if body != nil {
		method = http.MethodPost
		var err error
		if payload, err = json.Marshal(body); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, bytes.NewReader(payload))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+s.key)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s: Meilisearch answered %s", path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(answer)
}
