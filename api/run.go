package main

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
	"fangzha/api/web"
	"fangzha/search/query"
)

//go:embed openapi.yaml
var openAPI []byte

// run is the program: it returns the exit status, 2 for wrong arguments or settings.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] != "serve" {
		if len(args) == 1 && (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
			fmt.Fprint(stdout, usage)
			return 0
		}
		fmt.Fprint(stderr, usage)
		return 2
	}
	c, err := readConfig(args[1:], getenv, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "api serve:", err)
		return 2
	}
	if err := serve(ctx, c, newSearcher(c), stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "api serve:", err)
		return 1
	}
	return 0
}

// serve runs the service until ctx ends or the disk fails.
func serve(ctx context.Context, c config, searcher web.Searcher, stdout, stderr io.Writer) (err error) {
	log := slog.New(slog.NewJSONHandler(stderr, nil))
	site, err := web.OpenSite(c.site, time.Now, log)
	if err != nil {
		return fmt.Errorf("--site (FZ_SITE): %w", err)
	}
	if c.secrets, err = openSecrets(c.secrets, c.data, rand.Reader); err != nil {
		return err
	}
	database, err := store.OpenSQLite(ctx, c.data, time.Now)
	if err != nil {
		return fmt.Errorf("--data (FZ_DATA): %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return errors.Join(fmt.Errorf("--addr (FZ_ADDR): %w", err), database.Close())
	}
	server := web.New(web.Config{
		Site:     site,
		Scans:    &outreach.Recorder{Registry: site.Registry, Store: database, Secrets: c.secrets, Now: time.Now, Random: rand.Reader},
		Feedback: &outreach.Reviewer{Registry: site.Registry, Store: database, Secrets: c.secrets, Now: time.Now, Random: rand.Reader},
		Counts:   database,
		Search:   searcher,
		Gaps:     database,
		Ready:    database.Ready,
		OpenAPI:  openAPI,
		Proxies:  c.proxies,
		Origin:   c.origin,
		Now:      time.Now,
		Random:   rand.Reader,
		NoLimits: c.noLimits,
		Log:      log,
	})
	fmt.Fprintf(stdout, "api listening on http://%s\n", listener.Addr())

	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, listener) }()
	select {
	case err := <-served:
		return errors.Join(err, database.Close())
	case err := <-database.Failed():
		// Nothing is closed or flushed: each of it would write to a disk that lost something.
		return fmt.Errorf("the disk failed, stopping without another write: %w", err)
	}
}

// newSearcher asks Meilisearch, or nothing when none is set.
func newSearcher(c config) web.Searcher {
	if c.meiliURL == "" {
		return noSearch{}
	}
	return query.New(c.meiliURL, c.meiliKey, c.indexPrefix, &http.Client{})
}

type noSearch struct{}

func (noSearch) Search(context.Context, query.Request) (query.Answer, error) {
	return query.Answer{}, fmt.Errorf("%w: --meili-url (FZ_MEILI_URL) is not set", query.ErrUnavailable)
}
