package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"fangzha/api/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	seed := flag.Uint64("seed", 1, "of all chance: the same seed gives the same table")
	events := flag.Int("events", 30, "of each kind")
	only := flag.String("only", "", "kinds whose name has this in it")
	flag.Parse()
	t, err := simulate(ctx, *seed, *events, *only, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
	t.print(os.Stdout)
}

// kind is a kind of event. event fills the world with arrivals.
type kind struct {
	group  string  // the way of cheating that it is one variety of, "" when there is only this
	weight float64 // of the variety in its group, 0 for all of it
	name   string
	halls  int           // 0 for one
	apart  time.Duration // how far apart they start
	seats  [2]float64    // from and to, zero for 30 to 300
	event  func(w *world, halls []hall)
}

// simulate runs events of each kind through the real domain and a SQLite store in a folder of its own.
func simulate(ctx context.Context, seed uint64, events int, only string, progress io.Writer) (table, error) {
	var t table
	kinds := append(honest(), cheats()...)
	for number, k := range kinds {
		if !strings.Contains(k.group+": "+k.name, only) {
			continue
		}
		r, err := simulateKind(ctx, k, rand.New(rand.NewPCG(seed, uint64(number))), events) //nolint:gosec // chance that can be repeated
		if err != nil {
			return t, err
		}
		r.cheat = number >= len(honest())
		t = append(t, r)
		fmt.Fprintf(progress, "%2d of %d  %s\n", number+1, len(kinds), r.title())
	}
	return t, nil
}

func simulateKind(ctx context.Context, k kind, random *rand.Rand, events int) (row, error) {
	r := row{kind: k}
	dir, err := os.MkdirTemp(memory(), "fangzha-simulate-")
	if err != nil {
		return r, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := store.OpenSQLite(ctx, dir, time.Now)
	if err != nil {
		return r, err
	}
	defer func() { _ = s.Close() }()
	if k.seats[1] == 0 {
		k.seats = [2]float64{30, 300}
	}
	for event := range events {
		seats := make([]int, max(1, k.halls))
		for i := range seats {
			seats[i] = int(k.seats[0] + random.Float64()*(k.seats[1]-k.seats[0]))
		}
		first := seminarDay.Add(time.Duration(9+random.IntN(9)) * time.Hour)
		w, halls, err := newWorld(s, fmt.Sprintf("event-%d", event), random, seats, first, k.apart)
		if err != nil {
			return r, err
		}
		k.event(w, halls)
		if err := w.run(ctx); err != nil {
			return r, err
		}
		r.honest.add(w.honest)
		r.fake.add(w.fake)
	}
	return r, nil
}

// memory is a folder without a disk behind it, where there is one: nothing of this is to be kept.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}
