package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(start(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// start reads the arguments and returns the exit status: 0 stopped when told, 1 failed, 2 wrong use.
func start(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	o, err := parseOptions(args, getenv, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2
	}
	s := newStack(o, stdout)
	err = s.run(ctx)
	if ctx.Err() != nil {
		fmt.Fprintln(stdout, "Fangzha has stopped.")
		return 0
	}
	if err != nil {
		fmt.Fprintf(stderr, "\nup: %v\n", err)
		return 1
	}
	return 0
}

// options is what `up` was asked to do.
type options struct {
	root      string // project folder
	port      int    // of the host; 0 takes a free one
	data      string // absolute
	noRestart bool
	edit      bool   // saved articles appear on the running site
	meiliURL  string // a Meilisearch of one's own, with its key
	meiliKey  string
}

func parseOptions(args []string, getenv func(string) string, stderr io.Writer) (options, error) {
	o := options{meiliURL: getenv("MEILI_URL"), meiliKey: getenv("MEILI_KEY")}
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", ".", "project folder (scripts/up sets it)")
	flags.IntVar(&o.port, "port", 8080, "port of the site; 0 takes a free one")
	flags.StringVar(&o.data, "data", "", "folder for the database, the index and logs (default .data in the project)")
	flags.BoolVar(&o.noRestart, "no-restart", false, "do not start a crashed api again")
	flags.BoolVar(&o.edit, "edit", false, "show saved articles within two seconds, drafts included")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	fail := func(format string, a ...any) (options, error) {
		err := fmt.Errorf(format, a...)
		fmt.Fprintf(stderr, "up: %v\n", err)
		return o, err
	}
	if flags.NArg() > 0 {
		return fail("unexpected argument %q; see ./scripts/up --help", flags.Arg(0))
	}
	if o.port < 0 || o.port > 65535 {
		return fail("--port %d is no port: use 1 to 65535, or 0 for a free one", o.port)
	}
	if o.meiliURL != "" && o.meiliKey == "" {
		return fail("MEILI_URL is set but MEILI_KEY is not: set it to a key that may create indexes and keys")
	}
	var err error
	if o.root, err = filepath.Abs(o.root); err != nil {
		return fail("project folder: %w", err)
	}
	if o.data == "" {
		o.data = filepath.Join(o.root, ".data")
	}
	if o.data, err = filepath.Abs(o.data); err != nil {
		return fail("data folder: %w", err)
	}
	return o, nil
}
