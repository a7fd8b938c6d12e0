package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// drillStop asks the service to end while the crowd presses.
func drillStop(ctx context.Context, g *ground, rounds int) error {
	r := rows{data: filepath.Join(g.folder, "data")}
	acknowledged, longest := 0, time.Duration(0)
	crowd := newCrowd()
	for round := range rounds + 1 { // the last one only looks at what the one before it left
		s, err := g.start(r)
		if err != nil {
			return err
		}
		crowd.addresses.Store(&[]string{s.Address})
		n, err := crowd.check()
		if err != nil {
			s.Kill()
			return fmt.Errorf("after stop %d: %w", round, err)
		}
		acknowledged += n
		pressing, enough := context.WithCancel(ctx)
		ended := make(chan struct{})
		if round < rounds {
			go func() { crowd.press(pressing, phones); close(ended) }()
			time.Sleep(300 * time.Millisecond)
		} else {
			close(ended)
		}
		began := time.Now()
		err = s.Stop(stopPatience)
		longest = max(longest, time.Since(began))
		enough()
		<-ended
		if err != nil {
			return fmt.Errorf("stop %d: %w", round+1, err)
		}
	}
	g.say("the slowest stop took %v", longest.Round(time.Millisecond))
	return g.conclude(ctx, r, fmt.Sprintf("%d stops under load", rounds), acknowledged)
}
