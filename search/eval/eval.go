package eval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Found is one hit of an engine: a slug, and whether it is shown as likely or possible.
type Found struct {
	Slug      string `json:"slug"`
	Confident bool   `json:"confident"`
}

// Engine answers queries; what it returns stands in their order, best hit first.
type Engine struct {
	Name string
	Ask  func(ctx context.Context, queries []Query) ([][]Found, error)
}

// Score is the result of one engine on the queries of one kind.
type Score struct {
	Engine, Kind string
	Queries      int
	First, Three int     // right tactic in the first place, in the first three
	Reciprocal   float64 // sum of 1/place of the first right tactic
	Alarms       int     // queries that are not about fraud and got a confident page
	Misses       []Miss
}

// Miss is a query whose right tactic is not among the first three, or a false alarm.
type Miss struct {
	Query Query
	Got   []string
}

// Run asks one engine and scores each kind, in the order of Kinds.
func Run(ctx context.Context, engine Engine, queries []Query) ([]Score, error) {
	answers, err := engine.Ask(ctx, queries)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", engine.Name, err)
	}
	if len(answers) != len(queries) {
		return nil, fmt.Errorf("%s: %d answers to %d queries", engine.Name, len(answers), len(queries))
	}
	var scores []Score
	for _, kind := range Kinds() {
		s := Score{Engine: engine.Name, Kind: kind}
		for i, q := range queries {
			if q.Kind == kind {
				s.add(q, answers[i])
			}
		}
		if s.Queries > 0 {
			scores = append(scores, s)
		}
	}
	return scores, nil
}

func (s *Score) add(q Query, hits []Found) {
	s.Queries++
	if q.Kind == notFraud {
		if slices.ContainsFunc(hits, func(f Found) bool { return f.Confident }) {
			s.Alarms++
			s.Misses = append(s.Misses, Miss{q, slugs(hits)})
		}
		return
	}
	place := 1 + slices.IndexFunc(hits, func(f Found) bool { return slices.Contains(q.Expect, f.Slug) })
	if place > 0 {
		s.Reciprocal += 1 / float64(place)
	}
	if place == 1 {
		s.First++
	}
	if place >= 1 && place <= 3 {
		s.Three++
	} else {
		s.Misses = append(s.Misses, Miss{q, slugs(hits)})
	}
}

func slugs(hits []Found) []string {
	var all []string
	for _, hit := range hits[:min(3, len(hits))] {
		slug := hit.Slug
		if hit.Confident {
			slug += "!"
		}
		all = append(all, slug)
	}
	return all
}

// WriteTable prints the scores as Markdown, a row per kind and engine.
func WriteTable(out io.Writer, scores []Score) {
	_, _ = fmt.Fprint(out, "| kind | engine | queries | success@1 | success@3 | MRR | false alarms |\n|---|---|--:|--:|--:|--:|--:|\n")
	for _, kind := range Kinds() {
		for _, s := range scores {
			if s.Kind != kind {
				continue
			}
			n := float64(s.Queries)
			if kind == notFraud {
				_, _ = fmt.Fprintf(out, "| %s | %s | %d | | | | %.2f |\n", kind, s.Engine, s.Queries, float64(s.Alarms)/n)
				continue
			}
			_, _ = fmt.Fprintf(out, "| %s | %s | %d | %.2f | %.2f | %.2f | |\n", kind, s.Engine, s.Queries, float64(s.First)/n, float64(s.Three)/n, s.Reciprocal/n)
		}
	}
}

// WriteMisses lists what went wrong: id, language, words, what was wanted and what came (! = shown with confidence).
func WriteMisses(out io.Writer, scores []Score) {
	for _, s := range scores {
		for _, m := range s.Misses {
			_, _ = fmt.Fprintf(out, "%s\t%s\t%s\t%s\twant %s\tgot %s\n", s.Engine, m.Query.ID, m.Query.Lang, m.Query.Text,
				strings.Join(m.Query.Expect, "|"), strings.Join(m.Got, " "))
		}
	}
}
