package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"fangzha/search/article"
	"fangzha/search/document"
	"fangzha/search/index"
	"fangzha/search/normalize"
	"fangzha/search/query"
)

func checkCommand(stdout io.Writer) command {
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	content := set.String("content", "content", "`folder` with zh-hant and en")
	data := set.String("data", "site/data", "`folder` with the vocabularies")
	return command{set, func(context.Context, []string) error {
		report, err := article.Check(article.Folders{Content: *content, Data: *data}, time.Now())
		if err != nil {
			return err
		}
		_, _ = io.WriteString(stdout, report.String())
		if report.Errors() > 0 {
			return errFailed
		}
		return nil
	}}
}

// serverFlags are the flags of the commands that talk to Meilisearch.
func serverFlags(set *flag.FlagSet, getenv func(string) string, target *index.Target) {
	set.StringVar(&target.URL, "meili-url", getenv("FZ_MEILI_URL"), "`address` of Meilisearch, such as http://127.0.0.1:7700 (FZ_MEILI_URL)")
	prefix := getenv("FZ_INDEX_PREFIX")
	if prefix == "" {
		prefix = "fangzha"
	}
	set.StringVar(&target.Prefix, "index-prefix", prefix, "`prefix` of the indexes' names (FZ_INDEX_PREFIX)")
	target.Key = getenv("FZ_MEILI_KEY")
}

func errNoServer(target index.Target) error {
	if target.URL == "" {
		return errors.New("no server: give --meili-url or set FZ_MEILI_URL (scripts/up starts one)")
	}
	return nil
}

func indexCommand(getenv func(string) string, stdout io.Writer) command {
	set := flag.NewFlagSet("index", flag.ContinueOnError)
	var target index.Target
	serverFlags(set, getenv, &target)
	path := set.String("documents", "site/public/search-documents.json", "`file` that Hugo wrote")
	return command{set, func(ctx context.Context, _ []string) error {
		if err := errNoServer(target); err != nil {
			return err
		}
		file, err := os.Open(*path)
		if err != nil {
			return fmt.Errorf("%w; build the site first (scripts/build)", err)
		}
		defer func() { _ = file.Close() }()
		documents, err := document.Read(file)
		if err != nil {
			return err
		}
		return index.Publish(ctx, target, documents, stdout)
	}}
}

func keyCommand(getenv func(string) string, stdout io.Writer) command {
	set := flag.NewFlagSet("key", flag.ContinueOnError)
	var target index.Target
	serverFlags(set, getenv, &target)
	return command{set, func(ctx context.Context, _ []string) error {
		if err := errNoServer(target); err != nil {
			return err
		}
		key, err := index.SearchKey(ctx, target)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(stdout, key)
		return err
	}}
}

func queryCommand(getenv func(string) string, stdout io.Writer) command {
	set := flag.NewFlagSet("query", flag.ContinueOnError)
	var target index.Target
	serverFlags(set, getenv, &target)
	var request query.Request
	set.StringVar(&request.Lang, "lang", "zh-hant", "`language` of the site: zh-hant, zh-hans or en")
	set.StringVar(&request.Category, "category", "", "`id` of the only category to search")
	set.IntVar(&request.Limit, "limit", query.DefaultLimit, "most hits to show")
	return command{set, func(ctx context.Context, args []string) error {
		if err := errNoServer(target); err != nil {
			return err
		}
		key := getenv("FZ_MEILI_SEARCH_KEY")
		if key == "" {
			key = target.Key
		}
		request.Text, request.Today = strings.Join(args, " "), time.Now().Format(time.DateOnly)
		answer, err := query.New(target.URL, key, target.Prefix, nil).Search(ctx, request)
		if err != nil {
			return err
		}
		printHits(stdout, answer.Hits)
		return nil
	}}
}

func printHits(stdout io.Writer, hits []query.Hit) {
	if len(hits) == 0 {
		_, _ = fmt.Fprintln(stdout, "nothing found")
	}
	for place, hit := range hits {
		_, _ = fmt.Fprintf(stdout, "%2d  %s  [%s]\n    %s\n    %s\n", place+1, bracket(hit.Highlights.Title), hit.CategoryName, bracket(hit.Highlights.Summary), hit.URL)
	}
}

// bracket shows the matches in a terminal.
func bracket(segments []query.Segment) string {
	var text strings.Builder
	for _, s := range segments {
		if s.Hit {
			s.Text = "‹" + s.Text + "›"
		}
		text.WriteString(s.Text)
	}
	return text.String()
}

func tablesCommand(stdout io.Writer) command {
	set := flag.NewFlagSet("tables", flag.ContinueOnError)
	return command{set, func(context.Context, []string) error {
		return writeTables(stdout)
	}}
}

// writeTables writes what the page's own index needs: to fold as normalize does, to weigh evidence as query does.
func writeTables(to io.Writer) error {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		normalize.Tables
		query.Lexicon
	}{normalize.Export(), query.ExportLexicon()})
}
