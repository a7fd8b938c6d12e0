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

// run returns the exit status: 0 measured, 1 failed, 2 wrong use.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("bench site", flag.ContinueOnError)
	flags.SetOutput(stderr)
	articles := flags.Int("articles", 10_000, "articles per language; a tenth of them is built first")
	limit := flags.Duration("timeout", 9*time.Minute, "give up after")
	if len(args) == 0 || args[0] != "site" {
		fmt.Fprintln(stderr, "usage: go run ./scripts/bench site [--articles N] [--timeout 9m]")
		return 2
	}
	if err := flags.Parse(args[1:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	ctx, cancel := context.WithTimeout(ctx, *limit)
	defer cancel()
	if err := benchSite(ctx, ".", *articles, stdout); err != nil {
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	return 0
}
