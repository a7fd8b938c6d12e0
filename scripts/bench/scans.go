package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"text/tabwriter"
	"time"

	"fangzha/api/store/pgtest"
)

// scansOrder is what bench scans is told.
type scansOrder struct {
	connections int
	measured    time.Duration
}

const (
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
	b := &scansBench{scansOrder: order, self: self, api: filepath.Join(folder, "fangzha-api"), folder: folder, progress: progress}
	if err := command(ctx, root, "go", "build", "-o", b.api, "./api").Run(); err != nil {
		return fmt.Errorf("build the service: %w", err)
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
	return b.print(out)
}

func (b *scansBench) ceiling(ctx context.Context) error {
	length, err := b.answerLength(ctx)
	if err != nil {
		return err
	}
	p, err := startProcess(ctx, nil, b.self, "ceiling", "--length", strconv.Itoa(length))
	if err != nil {
		return err
	}
	return errors.Join(b.measure(ctx, p, "Echo alone: nothing read, checked or kept (ceiling)", b.connections, ""), p.stop())
}

// answerLength asks the service once, so that the ceiling carries no less over the wire.
func (b *scansBench) answerLength(ctx context.Context) (int, error) {
	p, err := b.service(ctx, nil)
	if err != nil {
		return 0, err
	}
	r, err := press(ctx, b.self, crowdOrder{Address: p.address, Connections: 1, Measured: 500 * time.Millisecond, Secret: townSecret, Codes: b.town.codes})
	return r.Bytes, errors.Join(err, p.stop())
}

func (b *scansBench) sqlite(ctx context.Context) error {
	p, err := b.service(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(
		b.measure(ctx, p, "SQLite, empty", b.connections, ""),
		b.measure(ctx, p, "SQLite, one request at a time: a commit each", 1, ""),
		p.stop())
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
	p, err := b.service(ctx, []string{"DATABASE_URL=" + address})
	if err != nil {
		return err
	}
	return errors.Join(
		b.measure(ctx, p, "PostgreSQL, empty", b.connections, ""),
		b.measure(ctx, p, "PostgreSQL, one request at a time", 1, ""),
		p.stop())
}

// service starts the real program on the town.
func (b *scansBench) service(ctx context.Context, env []string) (*process, error) {
	return startProcess(ctx, append(env, "FZ_SECRET="+townSecret), b.api, "serve", "--addr", "127.0.0.1:0", "--site", b.town.site, "--data", filepath.Join(b.folder, "data"))
}

// measure lets the crowd press on the server and adds a row.
func (b *scansBench) measure(ctx context.Context, p *process, name string, connections int, path string) error {
	fmt.Fprintf(b.progress, "measuring: %s\n", name)
	r, err := press(ctx, b.self, crowdOrder{Address: p.address, Connections: connections, Warmup: warmup, Measured: b.measured,
		Path: path, Secret: townSecret, Codes: b.town.codes})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if r.Refused > 0 {
		return fmt.Errorf("%s: %d of %d answers were refusals, such as %s", name, r.Refused, r.Answers, r.Example)
	}
	row := scansRow{name: name, crowdReport: r}
	row.resident, err = p.resident()
	b.rows = append(b.rows, row)
	fmt.Fprintf(b.progress, "  %.0f/s, p50 %v, p99 %v\n", r.PerSecond, r.P50, r.P99)
	return err
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
