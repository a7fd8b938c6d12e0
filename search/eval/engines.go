package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"

	"fangzha/search/query"
)

// hits is how many hits an engine gives for one query.
const hits = 10

// Ours is search/query on a Meilisearch that search/index has filled.
func Ours(searcher *query.Searcher) Engine {
	return Engine{Name: "ours", Ask: func(ctx context.Context, queries []Query) ([][]Found, error) {
		var answers [][]Found
		for _, q := range queries {
			answer, err := searcher.Search(ctx, query.Request{Text: q.Text, Lang: q.Lang, Limit: hits})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", q.ID, err)
			}
			found := []Found{}
			for _, hit := range answer.Hits {
				found = append(found, Found{Slug: hit.Slug, Confident: hit.Confidence != query.Unsure})
			}
			answers = append(answers, found)
		}
		return answers, nil
	}}
}

// Fallback is the page's own search, run by Node: runner is site/eval.mjs, public the built site, tables what `search tables` prints.
func Fallback(runner, public string, tables []byte) Engine {
	return Engine{Name: "fallback", Ask: func(ctx context.Context, queries []Query) ([][]Found, error) {
		input, err := json.Marshal(map[string]any{"tables": json.RawMessage(tables), "queries": queries, "limit": hits})
		if err != nil {
			return nil, err
		}
		command := exec.CommandContext(ctx, "node", runner, public)
		var failure bytes.Buffer
		command.Stdin, command.Stderr = bytes.NewReader(input), &failure
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("node %s: %w\n%s", runner, err, failure.String())
		}
		var answers [][]Found
		return answers, json.Unmarshal(output, &answers)
	}}
}
