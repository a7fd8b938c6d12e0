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
	"fangzha/api/store/pgtest"
)

// scansOrder is what bench scans is told.
type scansOrder struct {
	connections int
	measured    time.Duration
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

// service starts the real program on the town.
func (b *scansBench) service(env []string) (*apitest.Process, error) {
	return apitest.Start(append(env, "FZ_SECRET="+townSecret), b.api, "serve", "--addr", "127.0.0.1:0", "--site", b.town.site, "--data", filepath.Join(b.folder, "data"))
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
