package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"fangzha/api/apitest"
	"fangzha/api/store/pgtest"
)

// phones press at once in every drill.
const phones = 32

// drillKill kills the only service again and again.
func drillKill(ctx context.Context, g *ground, rounds int) error {
	return g.kill(ctx, rows{data: filepath.Join(g.folder, "data")}, 1, rounds)
}

// drillReplicas kills one of three services that share a database; the crowd goes on with the others.
func drillReplicas(ctx context.Context, g *ground, rounds int) (err error) {
	server, err := pgtest.Run()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Remove()) }()
	address, err := server.NewDatabase()
	if err != nil {
		return err
	}
	return g.kill(ctx, rows{data: filepath.Join(g.folder, "data"), address: address}, 3, rounds)
}

func (g *ground) kill(ctx context.Context, r rows, replicas, rounds int) error {
	services := make([]*apitest.Process, replicas)
	defer func() {
		for _, s := range services {
			if s != nil {
				s.Kill()
			}
		}
	}()
	addresses := make([]string, replicas)
	start := func(i int) (err error) {
		if services[i], err = g.start(r); err == nil {
			addresses[i] = services[i].Address
		}
		return err
	}
	for i := range services {
		if err := start(i); err != nil {
			return err
		}
	}
	crowd, acknowledged := newCrowd(addresses...), 0
	for round := range rounds {
		pressing, enough := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() { crowd.press(pressing, phones); close(ended) }()
		time.Sleep(time.Duration(100+rand.IntN(400)) * time.Millisecond) //nolint:gosec // when to strike is no secret
		victim := rand.IntN(replicas)                                    //nolint:gosec // likewise
		services[victim].Kill()
		if replicas > 1 {
			time.Sleep(200 * time.Millisecond) // the others carry on without it
		}
		if err := start(victim); err != nil {
			enough()
			<-ended
			return fmt.Errorf("after kill %d: %w", round+1, err)
		}
		fresh := append([]string(nil), addresses...)
		crowd.addresses.Store(&fresh)
		time.Sleep(50 * time.Millisecond)
		enough()
		<-ended
		n, err := crowd.check()
		if err != nil {
			return fmt.Errorf("after kill %d: %w", round+1, err)
		}
		if acknowledged += n; (round+1)%10 == 0 {
			g.say("%d kills, %d scan-ins acknowledged, none lost", round+1, acknowledged)
		}
	}
	for i, s := range services {
		services[i] = nil
		if err := s.Stop(stopPatience); err != nil {
			return err
		}
	}
	return g.conclude(ctx, r, fmt.Sprintf("%d services, %d kills", replicas, rounds), acknowledged)
}

// conclude recounts.
func (g *ground) conclude(ctx context.Context, r rows, what string, acknowledged int) error {
	stored, err := r.recount(ctx)
	if err != nil {
		return err
	}
	if acknowledged == 0 || stored < int64(acknowledged) {
		return fmt.Errorf("%d scan-ins are stored, %d were acknowledged", stored, acknowledged)
	}
	g.say("%s: %d scan-ins acknowledged, %d stored, 0 lost, counters equal a recount", what, acknowledged, stored)
	return nil
}
