package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"fangzha/api/outreach"
)

const auditUsage = `Prints what staff did, the newest first. Rows of the audit are never changed or deleted.

  api audit [flags]

  --since    rows of this day (UTC) and later, 2006-01-02     all
  --person   rows of this person alone, as api token list names it
  --limit    at most so many rows                             100
  --data     FZ_DATA  folder of the database                  data
  DATABASE_URL       address of a PostgreSQL, as for the service  none: SQLite in --data
`

func runAudit(ctx context.Context, p program, args []string) (err error) {
	var data, since string
	var request outreach.AuditRequest
	s := newSettings("audit", p.getenv)
	s.text(&data, "data", "FZ_DATA", "data")
	s.text(&since, "since", "", "1970-01-01")
	s.text(&request.Staff, "person", "", "")
	s.IntVar(&request.Limit, "limit", 100, "")
	if err := s.parse(args); err != nil {
		return misuse{err}
	}
	if request.Since, err = time.Parse(time.DateOnly, since); err != nil {
		return misuse{fmt.Errorf("--since: %q is not a day such as 2026-11-24", since)}
	}
	if request.Limit < 1 {
		return misuse{fmt.Errorf("--limit: %d is not a number of rows", request.Limit)}
	}
	database, err := openDatabase(ctx, p.getenv("DATABASE_URL"), data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	entries, err := database.Audit(ctx, request)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "when (UTC)\tperson\trole\twhat\tabout\tallowed")
	for _, e := range entries {
		allowed := "yes"
		if !e.Allowed {
			allowed = "refused"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", e.At.UTC().Format(time.DateTime), e.Staff, e.Role, e.Action, e.Object, allowed)
	}
	return table.Flush()
}
