package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"text/tabwriter"
	"time"

	"fangzha/api/apitest"
	"fangzha/api/store"
	"fangzha/api/store/fill"
	"fangzha/api/store/pgtest"
)

// scansOrder is what bench scans is told.
type scansOrder struct {
	connections int
	measured    time.Duration
	rows        int64 // of the full database; a tenth of it is measured first. 0 for none
}

const (
	patience   = 20 * time.Second // for a server to end
	warmup     = 2 * time.Second
	townSecret = "the-secret-of-the-measured-town-0123456789"
)

// scansBench measures one after another; each server has the machine for itself, beside the crowd.
type scansBench struct {
	scansOrder
	self, api string
	town      town
	folder    string
	progress  io.Writer
	rows      []scansRow
}

// scansRow is a line of the table.
type scansRow struct {
	name string
	crowdReport
	resident int64
}

// benchScans prints what the service records per second, beside what Echo alone answers.
func benchScans(ctx context.Context, root string, order scansOrder, out, progress io.Writer) (err error) {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "fangzha-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	b := &scansBench{scansOrder: order, self: self, folder: folder, progress: progress}
	if b.api, err = apitest.Build(ctx, folder); err != nil {
		return err
	}
	if b.town, err = newTown(filepath.Join(root, "site", "public"), folder, time.Now()); err != nil {
		return err
	}
	if err := b.ceiling(ctx); err != nil {
		return err
	}
	if err := b.sqlite(ctx); err != nil {
		return err
	}
	if err := b.postgres(ctx); err != nil {
		return err
	}
	for _, rows := range []int64{order.rows / 10, order.rows} {
		if err := b.full(ctx, rows); err != nil {
			return err
		}
	}
	return b.print(out)
}

func (b *scansBench) ceiling(ctx context.Context) error {
	length, err := b.answerLength(ctx)
	if err != nil {
		return err
	}
	p, err := apitest.Start(nil, b.self, "ceiling", "--length", strconv.Itoa(length))
	if err != nil {
		return err
	}
	return errors.Join(b.measure(ctx, p, "Echo alone: nothing read, checked or kept (ceiling)", b.connections, ""), p.Stop(patience))
}

// answerLength asks the service once, so that the ceiling carries no less over the wire.
func (b *scansBench) answerLength(ctx context.Context) (int, error) {
	p, err := b.service(nil)
	if err != nil {
		return 0, err
	}
	r, err := b.press(ctx, crowdOrder{Address: p.Address, Connections: 1, Measured: 500 * time.Millisecond, Secret: townSecret, Codes: b.town.codes})
	return r.Bytes, errors.Join(err, p.Stop(patience))
}

func (b *scansBench) sqlite(ctx context.Context) error {
	p, err := b.service(nil)
	if err != nil {
		return err
	}
	return errors.Join(
		b.measure(ctx, p, "SQLite, empty", b.connections, ""),
		b.measure(ctx, p, "SQLite, one request at a time: a commit each", 1, ""),
		p.Stop(patience))
}

// full measures a database of two years: writing, and the board from a few connections, as readers come.
func (b *scansBench) full(ctx context.Context, rows int64) (err error) {
	if rows == 0 {
		return nil
	}
	const readers = 4
	folder := filepath.Join(b.folder, fmt.Sprint("rows-", rows))
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	empty, err := store.OpenSQLite(ctx, folder, time.Now)
	if err != nil {
		return err
	}
	if err := empty.Close(); err != nil {
		return err
	}
	began := time.Now()
	err = fill.SQLite(ctx, filepath.Join(folder, store.SQLiteFile), rows, began, func(n int64) {
		fmt.Fprintf(b.progress, "filling: %d of %d scan-ins after %v\n", n, rows, time.Since(began).Round(time.Second))
	})
	if err != nil {
		return err
	}
	p, err := b.serviceOn(nil, folder)
	if err != nil {
		return err
	}
	millions := float64(rows) / 1e6
	return errors.Join(
		b.measure(ctx, p, fmt.Sprintf("SQLite, %.1f million scan-ins", millions), b.connections, ""),
		b.measure(ctx, p, fmt.Sprintf("board, %.1f million scan-ins, %d readers", millions, readers), readers, "/api/v1/leaderboard?lang=en"),
		p.Stop(patience))
}

func (b *scansBench) postgres(ctx context.Context) (err error) {
	server, err := pgtest.Run("shared_buffers=512MB")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Remove()) }()
	address, err := server.NewDatabase()
	if err != nil {
		return err
	}
	p, err := b.service([]string{"DATABASE_URL=" + address})
	if err != nil {
		return err
	}
	return errors.Join(
		b.measure(ctx, p, "PostgreSQL, empty", b.connections, ""),
		b.measure(ctx, p, "PostgreSQL, one request at a time", 1, ""),
		p.Stop(patience))
}

// service starts the real program on the town. Limits are off: the board's readers come from one address.
func (b *scansBench) service(env []string) (*apitest.Process, error) {
	return b.serviceOn(env, filepath.Join(b.folder, "data"))
}

func (b *scansBench) serviceOn(env []string, data string) (*apitest.Process, error) {
	return apitest.Start(append(env, "FZ_SECRET="+townSecret, "FZ_LIMITS=off"), b.api, "serve", "--addr", "127.0.0.1:0", "--site", b.town.site, "--data", data)
}

// measure lets the crowd press on the server and adds a row.
func (b *scansBench) measure(ctx context.Context, p *apitest.Process, name string, connections int, path string) error {
	fmt.Fprintf(b.progress, "measuring: %s\n", name)
	r, err := b.press(ctx, crowdOrder{Address: p.Address, Connections: connections, Warmup: warmup, Measured: b.measured,
		Path: path, Secret: townSecret, Codes: b.town.codes})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if r.Refused > 0 {
		return fmt.Errorf("%s: %d of %d answers were refusals, such as %s", name, r.Refused, r.Answers, r.Example)
	}
	row := scansRow{name: name, crowdReport: r}
	row.resident, err = p.Resident()
	b.rows = append(b.rows, row)
	fmt.Fprintf(b.progress, "  %.0f/s, p50 %v, p99 %v\n", r.PerSecond, r.P50, r.P99)
	return err
}

// press runs the crowd in a process of its own.
func (b *scansBench) press(ctx context.Context, order crowdOrder) (crowdReport, error) {
	raw, err := json.Marshal(order) //nolint:gosec // the secret of a made-up town
	if err != nil {
		return crowdReport{}, err
	}
	command := exec.CommandContext(ctx, b.self, "crowd")
	var stderr bytes.Buffer
	command.Stdin, command.Stderr = bytes.NewReader(raw), &stderr
	out, err := command.Output()
	if err != nil {
		return crowdReport{}, fmt.Errorf("%w: %s", err, stderr.String())
	}
	var r crowdReport
	return r, json.Unmarshal(out, &r)
}

func (b *scansBench) print(out io.Writer) error {
	fmt.Fprintf(out, "\n%s, %d processors, %d connections, the crowd on the same machine\n\n", time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), b.connections)
	table := tabwriter.NewWriter(out, 0, 8, 1, ' ', 0)
	fmt.Fprintln(table, "| what \t| per second \t| of the ceiling \t| p50 \t| p99 \t| memory \t|")
	fmt.Fprintln(table, "|---\t|---:\t|---:\t|---:\t|---:\t|---:\t|")
	for _, r := range b.rows {
		fmt.Fprintf(table, "| %s \t| %.0f \t| %.2f \t| %.1f ms \t| %.1f ms \t| %d MiB \t|\n", r.name, r.PerSecond, r.PerSecond/b.rows[0].PerSecond,
			milliseconds(r.P50), milliseconds(r.P99), r.resident>>20)
	}
	return table.Flush()
}
