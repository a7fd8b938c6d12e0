package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fangzha/search/document"
	"fangzha/search/eval"
	"fangzha/search/index"
	"fangzha/search/meilitest"
)

// shownHits is how many hits the search page asks for.
const shownHits = 20

// repeated is how many of the queries are asked again: fewer than the service remembers.
const repeated = 300

// answered is what one way of asking took, over all rounds.
type answered struct {
	name   string
	took   []time.Duration // of the answers with status 200, sorted
	failed int
}

// at returns the time within which a share (0 to 1) of the answers came.
func (a answered) at(share float64) time.Duration {
	if len(a.took) == 0 {
		return 0
	}
	return a.took[min(len(a.took)-1, int(share*float64(len(a.took))))]
}

// benchSearch asks the service the labelled queries from many clients at once, and Meilisearch the very requests that the
// service makes of them, in turns, and prints both. The service remembers answers for a while: so each round asks for one hit
// less, which is another request to it and the same to Meilisearch; what it remembers is measured by itself.
func benchSearch(ctx context.Context, root string, clients, rounds int, out io.Writer) error {
	folder, err := os.MkdirTemp("", "fangzha-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	if rounds < 1 || rounds > 10 {
		return fmt.Errorf("--rounds: want 1 to 10, got %d", rounds)
	}
	queries, err := labelled(filepath.Join(root, "search/eval/queries.tsv"))
	if err != nil {
		return err
	}
	meili, err := meilitest.Run(folder)
	if err != nil {
		return err
	}
	defer meili.Stop()
	public := filepath.Join(root, "site/public")
	key, err := publish(ctx, meili, filepath.Join(public, "search-documents.json"))
	if err != nil {
		return err
	}
	program := filepath.Join(folder, "api")
	if err := command(ctx, root, "go", "build", "-o", program, "./api").Run(); err != nil {
		return fmt.Errorf("build the service: %w", err)
	}
	overheard, err := overhear(ctx, program, folder, public, meili.URL, key, queries)
	if err != nil {
		return err
	}
	service, err := startService(ctx, program, filepath.Join(folder, "measured"), public, meili.URL, key)
	if err != nil {
		return err
	}
	defer service.stop()
	asked := serviceRequests(service.url, queries, shownHits)

	through, straight, again := answered{name: "the service"}, answered{name: "Meilisearch, the same requests"}, answered{name: "the service, asked the same again"}
	load := newLoad(clients)
	for _, warmUp := range [][]request{asked, overheard} {
		if warm := load.run(ctx, warmUp[:min(len(warmUp), 4*clients)]); warm.failed == len(warm.took) {
			return fmt.Errorf("nothing is answered: look at the service's messages above")
		}
	}
	for round := range rounds {
		turns := []struct {
			to       *answered
			requests []request
		}{{&through, serviceRequests(service.url, queries, shownHits-1-round)}, {&straight, overheard}}
		if round%2 == 1 {
			slices.Reverse(turns) // what else the machine does hits both alike
		}
		for _, turn := range turns {
			got := load.run(ctx, turn.requests)
			turn.to.took = append(turn.to.took, got.took...)
			turn.to.failed += got.failed
		}
	}
	load.run(ctx, asked[:repeated])
	for range rounds {
		got := load.run(ctx, asked[:repeated])
		again.took, again.failed = append(again.took, got.took...), again.failed+got.failed
	}
	for _, a := range []answered{through, straight, again} {
		slices.Sort(a.took)
	}
	return printSearch(out, clients, through, straight, again)
}

func labelled(path string) ([]eval.Query, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return eval.Read(file, "all")
}

// publish fills Meilisearch with the built site and returns the search-only key.
func publish(ctx context.Context, server *meilitest.Server, documents string) (string, error) {
	file, err := os.Open(documents)
	if err != nil {
		return "", fmt.Errorf("%w; build the site first (scripts/build)", err)
	}
	defer file.Close()
	all, err := document.Read(file)
	if err != nil {
		return "", err
	}
	target := index.Target{URL: server.URL, Key: server.MasterKey, Prefix: "fangzha"}
	if err := index.Publish(ctx, target, all, io.Discard); err != nil {
		return "", err
	}
	return index.SearchKey(ctx, target)
}

func printSearch(out io.Writer, clients int, rows ...answered) error {
	_, err := fmt.Fprintf(out, "| search, %d clients without a pause | answers | p50 | p95 | without an answer |\n|---|--:|--:|--:|--:|\n", clients)
	for _, a := range rows {
		if err == nil {
			_, err = fmt.Fprintf(out, "| %s | %d | %.1f ms | %.1f ms | %d |\n", a.name, len(a.took), milliseconds(a.at(.50)), milliseconds(a.at(.95)), a.failed)
		}
	}
	if err != nil || rows[1].at(.95) == 0 {
		return err
	}
	_, err = fmt.Fprintf(out, "\np95 of %s is %.2f times that of %s.\n", rows[0].name, float64(rows[0].at(.95))/float64(rows[1].at(.95)), rows[1].name)
	return err
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
