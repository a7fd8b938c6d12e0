package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
)

const usage = `usage: search check | index | key | query | tables | eval | gaps   (each with -h)
`

// Exit codes.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

// errFailed: the command has already said on stdout what is wrong.
var errFailed = errors.New("failed")

// command is one subcommand. Its flags are in set; args are what follows them.
type command struct {
	set *flag.FlagSet
	run func(ctx context.Context, args []string) error
}

// run is main without the process: it returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		_, _ = io.WriteString(stderr, usage)
		return exitUsage
	}
	var c command
	switch args[0] {
	case "check":
		c = checkCommand(stdout)
	case "index":
		c = indexCommand(getenv, stdout)
	case "key":
		c = keyCommand(getenv, stdout)
	case "query":
		c = queryCommand(getenv, stdout)
	case "tables":
		c = tablesCommand(stdout)
	case "gaps":
		c = gapsCommand(getenv, stdout)
	case "eval":
		c = evalCommand(stdout)
	default:
		_, _ = fmt.Fprintf(stderr, "search: unknown command %q\n%s", args[0], usage)
		return exitUsage
	}
	c.set.SetOutput(stderr)
	switch err := c.set.Parse(args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	}
	switch err := c.run(ctx, c.set.Args()); {
	case err == nil:
		return exitOK
	case errors.Is(err, errFailed):
		return exitFailed
	default:
		_, _ = fmt.Fprintf(stderr, "search %s: %v\n", args[0], err)
		return exitFailed
	}
}
