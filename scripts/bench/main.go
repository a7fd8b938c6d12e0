package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// job is what one subcommand measures, with its flags.
type job struct {
	flags *flag.FlagSet
	do    func(context.Context) error
}

func jobs(stdin io.Reader, stdout, stderr io.Writer) map[string]job {
	site := flag.NewFlagSet("bench site", flag.ContinueOnError)
	articles := site.Int("articles", 10_000, "articles per language; a tenth of them is built first")
	search := flag.NewFlagSet("bench search", flag.ContinueOnError)
	clients := search.Int("clients", 50, "clients that ask at once")
	rounds := search.Int("rounds", 4, "how often each query is asked")
	scans := flag.NewFlagSet("bench scans", flag.ContinueOnError)
	var order scansOrder
	scans.IntVar(&order.connections, "connections", 64, "phones that press at once")
	scans.Int64Var(&order.rows, "rows", 12_000_000, "scan-ins in the full database, after a tenth of them; 0 for the empty ones only")
	scans.DurationVar(&order.measured, "measure", 10*time.Second, "how long each server is measured, after 2 s of warming up")
	ceiling := flag.NewFlagSet("bench ceiling", flag.ContinueOnError)
	length := ceiling.Int("length", 1000, "bytes of each answer")
	return map[string]job{
		"scans": {scans, func(ctx context.Context) error { return benchScans(ctx, ".", order, stdout, stderr) }},
		// Processes of their own, which bench scans starts by itself.
		"crowd":   {flag.NewFlagSet("bench crowd", flag.ContinueOnError), func(ctx context.Context) error { return runCrowd(ctx, stdin, stdout) }},
		"ceiling": {ceiling, func(ctx context.Context) error { return runCeiling(ctx, *length, stdout) }},
		"site":    {site, func(ctx context.Context) error { return benchSite(ctx, ".", *articles, stdout) }},
		"search":  {search, func(ctx context.Context) error { return benchSearch(ctx, ".", *clients, *rounds, stdout) }},
	}
}

// run returns the exit status: 0 measured, 1 failed, 2 wrong use.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	all := jobs(os.Stdin, stdout, stderr)
	if len(args) == 0 || all[args[0]].flags == nil {
		fmt.Fprintln(stderr, "usage: go run ./scripts/bench site|search|scans [flags]; bench site --help lists the flags")
		return 2
	}
	chosen := all[args[0]]
	chosen.flags.SetOutput(stderr)
	limit := chosen.flags.Duration("timeout", 9*time.Minute, "give up after")
	if err := chosen.flags.Parse(args[1:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	ctx, cancel := context.WithTimeout(ctx, *limit)
	defer cancel()
	if err := chosen.do(ctx); err != nil {
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	return 0
}
