package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"fangzha/search/document"
	"fangzha/search/eval"
	"fangzha/search/index"
	"fangzha/search/meilitest"
	"fangzha/search/query"
)

func evalCommand(stdout io.Writer) command {
	set := flag.NewFlagSet("eval", flag.ContinueOnError)
	queries := set.String("queries", "search/eval/queries.tsv", "`file` of labelled queries")
	public := set.String("site", "site/public", "`folder` of the built site (scripts/build)")
	half := set.String("set", "dev", "`half` of the queries: dev, test or all")
	engines := set.String("engines", "defaults,ours,fallback", "what to measure, by `names` with commas between")
	misses := set.Bool("misses", false, "list what went wrong too (only the development half is for reading)")
	return command{set, func(ctx context.Context, _ []string) error {
		labelled, err := readQueries(*queries, *half)
		if err != nil {
			return err
		}
		dir, err := os.MkdirTemp("", "fangzha-eval-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		server, err := meilitest.Run(dir)
		if err != nil {
			return err
		}
		defer server.Stop()
		var scores []eval.Score
		for _, name := range strings.Split(*engines, ",") {
			engine, err := newEngine(ctx, name, server, *public)
			if err != nil {
				return err
			}
			of, err := eval.Run(ctx, engine, labelled)
			if err != nil {
				return err
			}
			scores = append(scores, of...)
		}
		eval.WriteTable(stdout, scores)
		if *misses {
			_, _ = fmt.Fprintln(stdout)
			eval.WriteMisses(stdout, scores)
		}
		return nil
	}}
}

func readQueries(path, half string) ([]eval.Query, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	queries, err := eval.Read(file, half)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return queries, nil
}

func newEngine(ctx context.Context, name string, server *meilitest.Server, public string) (eval.Engine, error) {
	if name == "fallback" {
		var tables bytes.Buffer
		if err := writeTables(&tables); err != nil {
			return eval.Engine{}, err
		}
		return eval.Fallback("site/unit/eval.mjs", public, tables.Bytes()), nil
	}
	file, err := os.Open(public + "/search-documents.json")
	if err != nil {
		return eval.Engine{}, fmt.Errorf("%w; build the site first (scripts/build)", err)
	}
	defer func() { _ = file.Close() }()
	documents, err := document.Read(file)
	if err != nil {
		return eval.Engine{}, err
	}
	switch name {
	case "defaults":
		return eval.Defaults(server.URL, server.MasterKey, documents), nil
	case "ours":
		target := index.Target{URL: server.URL, Key: server.MasterKey, Prefix: "eval"}
		if err := index.Publish(ctx, target, documents, io.Discard); err != nil {
			return eval.Engine{}, err
		}
		return eval.Ours(query.New(server.URL, server.MasterKey, "eval", nil)), nil
	}
	return eval.Engine{}, fmt.Errorf("no engine %q: want defaults, ours or fallback", name)
}
