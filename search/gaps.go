package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

func gapsCommand(getenv func(string) string, stdout io.Writer) command {
	set := flag.NewFlagSet("gaps", flag.ContinueOnError)
	data := set.String("data", getenv("FZ_DATA"), "`folder` of the service's database (FZ_DATA)")
	return command{set, func(ctx context.Context, _ []string) (err error) {
		if *data == "" {
			return errors.New("no database: give --data or set FZ_DATA, the folder that api serve was given")
		}
		// Opening would make an empty one.
		if _, err := os.Stat(filepath.Join(*data, store.SQLiteFile)); err != nil {
			return fmt.Errorf("%w; give --data the folder that api serve was given", err)
		}
		database, err := store.OpenSQLite(ctx, *data, time.Now)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, database.Close()) }()
		gaps, err := database.Gaps(ctx, outreach.GapDays)
		if err != nil {
			return err
		}
		return printGaps(stdout, gaps)
	}}
}

func printGaps(stdout io.Writer, gaps []outreach.GapCount) error {
	if len(gaps) == 0 {
		_, err := fmt.Fprintf(stdout, "nothing was looked for in vain on %d days\n", outreach.GapDays)
		return err
	}
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "days\ttimes\tlast\tlanguage\twords")
	for _, g := range gaps {
		_, _ = fmt.Fprintf(table, "%d\t%d\t%s\t%s\t%s\n", g.Days, g.Times, g.Last, g.Lang, g.Text)
	}
	return table.Flush()
}
