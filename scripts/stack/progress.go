package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells what is being done and how long it takes. Safe for use by several goroutines.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	tick  time.Duration // a step that lasts longer says so this often
	began time.Time
}

func newProgress(out io.Writer) *progress {
	return &progress{out: out, tick: 10 * time.Second, began: time.Now()}
}

// step does one thing and prints its name, its ticks and its outcome.
func (p *progress) step(name string, do func() error) error {
	began := time.Now()
	p.say("▸ %s", name)
	done := make(chan struct{})
	var ticking sync.WaitGroup
	ticking.Go(func() {
		ticker := time.NewTicker(p.tick)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				p.say("  … %s: %s so far", name, seconds(time.Since(began)))
			}
		}
	})
	err := do()
	close(done)
	ticking.Wait()
	if err != nil {
		p.say("  ✗ %s failed (%s)", name, seconds(time.Since(began)))
		return err
	}
	p.say("  ✓ %s (%s)", name, seconds(time.Since(began)))
	return nil
}

// say prints one line.
func (p *progress) say(format string, a ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, format+"\n", a...)
}

// warn prints lines that stand out.
func (p *progress) warn(format string, a ...any) {
	p.say("\n!! "+format+"\n", a...)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
