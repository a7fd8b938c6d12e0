package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"fangzha/api/outreach"
)

const forgetUsage = `Deletes what is too old: day keys of phones after 24 hours, year keys a month after the year. The service does the
same every hour; this is for a service that is not running. It works beside one that is.

  api forget [flags]

  --site  FZ_SITE  folder that Hugo built    site/public
  --data  FZ_DATA  folder of the database    data
  DATABASE_URL     address of a PostgreSQL, as for the service  none: SQLite in --data

Backups and PostgreSQL's own files keep what was deleted until they are overwritten: keep them no longer than the year keys.
`

func runForget(ctx context.Context, p program, args []string) (err error) {
	var site, data string
	s := newSettings("forget", p.getenv)
	s.text(&site, "site", "FZ_SITE", "site/public")
	s.text(&data, "data", "FZ_DATA", "data")
	if err := s.parse(args); err != nil {
		return misuse{err}
	}
	registry, err := readRegistry(site)
	if err != nil {
		return err
	}
	database, err := openDatabase(ctx, p.getenv("DATABASE_URL"), data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	forgetter := outreach.Forgetter{Registry: func() *outreach.Registry { return registry }, Store: database, Now: time.Now}
	done, err := forgetter.Forget(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "deleted %d salts and %d hashes of days; released %d holds that were chance\n", done.Salts, done.DeviceDays, done.Released)
	return nil
}

// forgetEvery keeps "after 24 hours" true to the hour.
const forgetEvery = time.Hour

// keepForgetting forgets now and then until ctx ends. A failure is logged and tried again the next time.
func keepForgetting(ctx context.Context, forgetter *outreach.Forgetter, log *slog.Logger) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		if _, err := forgetter.Forget(ctx); err != nil && ctx.Err() == nil {
			log.Error("forgetting failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
