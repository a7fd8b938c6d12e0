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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit status: 0 nothing was lost, 1 something was or the drill failed, 2 wrong use.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("drill", flag.ContinueOnError)
	flags.SetOutput(stderr)
	rounds := flags.Int("rounds", 0, "how often; 0 for the drill's own number")
	name := ""
	if len(args) > 0 {
		name = args[0]
		if err := flags.Parse(args[1:]); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return 0
			}
			return 2
		}
	}
	times := func(usual int) int {
		if *rounds > 0 {
			return *rounds
		}
		return usual
	}
	drills := map[string]func(*ground) error{
		"kill":     func(g *ground) error { return drillKill(ctx, g, times(100)) },
		"replicas": func(g *ground) error { return drillReplicas(ctx, g, times(30)) },
		"stop":     func(g *ground) error { return drillStop(ctx, g, times(20)) },
		"disk":     func(g *ground) error { return drillDisk(ctx, g) },
		"slow":     func(g *ground) error { return drillSlow(ctx, g, 1100) },
		"install":  func(g *ground) error { _, err := findLitestream(ctx, g); return err },
		"backup":   func(g *ground) error { return drillBackup(ctx, g, times(3)) },
	}
	drill := drills[name]
	if drill == nil {
		fmt.Fprintln(stderr, "usage: go run ./scripts/drill kill|replicas|stop|disk|slow|backup [--rounds N]")
		return 2
	}
	if err := onGround(ctx, stdout, drill); err != nil {
		fmt.Fprintf(stderr, "drill %s: %v\n", name, err)
		return 1
	}
	return 0
}
