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
	"fangzha/api/web"
	"fangzha/search/query"
)

//go:embed openapi.yaml
var openAPI []byte

const usage = `Fangzha's service. Each command explains itself with --help.

  api serve         run the service
  api token issue   print a one-time link with which a presenter or an organiser signs in
  api token list    list links and sessions that are open
  api token revoke  end a link, a session, or everything of one person
  api audit         print what staff did
  api backup        copy the database while the service runs
  api restore       put a copy into an empty place
  api codes new     draw a printed code for a badge or a seminar
  api codes list    list the printed codes
  api poster        draw posters, cards and slips as PDF and SVG
  api forget        delete keys of phones that are too old
`

// program is what a command is given of the outer world.
type program struct {
	getenv         func(string) string
	stdout, stderr io.Writer
}

// misuse is an error of whoever typed the command: exit status 2.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

// run is the program: it returns the exit status, 2 for wrong arguments or settings.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	p := program{getenv, stdout, stderr}
	type command struct {
		name, help string
		run        func(context.Context, program, []string) error
	}
	for _, c := range []command{
		{"serve", serveUsage, runServe},
		{"token", linkUsage, runToken},
		{"audit", auditUsage, runAudit},
		{"backup", backupUsage, runBackup},
		{"restore", restoreUsage, runRestore},
		{"codes", codesUsage, runCodes},
		{"poster", posterUsage, runPoster},
		{"forget", forgetUsage, runForget},
	} {
		if len(args) == 0 || args[0] != c.name {
			continue
		}
		err := c.run(ctx, p, args[1:])
		switch wrong := (misuse{}); {
		case err == nil:
			return 0
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(stdout, c.help)
			return 0
		case errors.As(err, &wrong):
			fmt.Fprintf(stderr, "api %s: %v\n", c.name, err)
			return 2
		default:
			fmt.Fprintf(stderr, "api %s: %v\n", c.name, err)
			return 1
		}
	}
	if len(args) == 1 && (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
		fmt.Fprint(stdout, usage)
		return 0
	}
	fmt.Fprint(stderr, usage)
	return 2
}

func runServe(ctx context.Context, p program, args []string) error {
	c, err := readConfig(args, p.getenv)
	if err != nil {
		return misuse{err}
	}
	return serve(ctx, c, newSearcher(c), p.stdout, p.stderr)
}

// serve runs the service until ctx ends or the disk fails.
func serve(ctx context.Context, c config, searcher web.Searcher, stdout, stderr io.Writer) (err error) {
	log := slog.New(slog.NewJSONHandler(stderr, nil))
	site, err := openSite(ctx, c.site, c.data, log)
	if err != nil {
		return fmt.Errorf("--site (FZ_SITE): %w", err)
	}
	if c.secrets, err = openSecrets(c.secrets, c.data, rand.Reader); err != nil {
		return err
	}
	database, err := openDatabase(ctx, c.database, c.data)
	if err != nil {
		return err
	}
	if err := warnOfClock(ctx, database, time.Now(), log); err != nil {
		return errors.Join(err, database.Close())
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return errors.Join(fmt.Errorf("--addr (FZ_ADDR): %w", err), database.Close())
	}
	devices := &outreach.Devices{Secrets: c.secrets, Store: database, Random: rand.Reader}
	server := web.New(web.Config{
		Site:     site,
		Scans:    &outreach.Recorder{Registry: site.Registry, Store: database, Secrets: c.secrets, Devices: devices, Now: time.Now, Random: rand.Reader},
		Feedback: &outreach.Reviewer{Registry: site.Registry, Store: database, Secrets: c.secrets, Now: time.Now, Random: rand.Reader},
		Comments: &outreach.Moderator{Registry: site.Registry, Store: database},
		Quiz:     &outreach.Examiner{Registry: site.Registry, Store: database, Secrets: c.secrets, Now: time.Now, Random: rand.Reader},
		Assess:   &outreach.Assessor{Registry: site.Registry, Quizzes: database, Feedback: database, Now: time.Now},
		Counts:   database,
		Holds:    &outreach.Arbiter{Registry: site.Registry, Store: database, Now: time.Now},
		Screens:  &outreach.Projector{Registry: site.Registry, Store: database, Secrets: c.secrets, Now: time.Now},
		Staff:    &outreach.Doorkeeper{Registry: site.Registry, Store: database, Now: time.Now, Random: rand.Reader},
		Search:   searcher,
		Gaps:     database,
		Ready:    database.Ready,
		OpenAPI:  openAPI,
		Front:    c.front,
		Origin:   c.origin,
		Now:      time.Now,
		Random:   rand.Reader,
		NoLimits: c.noLimits,
		Log:      log,
	})
	fmt.Fprintf(stdout, "api listening on http://%s\n", listener.Addr())

	go keepForgetting(ctx, &outreach.Forgetter{Registry: site.Registry, Store: database, Devices: devices, Now: time.Now}, log)
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
