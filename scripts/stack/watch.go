package main

import (
	"context"
	"errors"
	"time"
)

// watch returns nil when ctx ends, or an error when the host is gone; doc.go tells what each death means.
func (s *stack) watch(ctx context.Context) error {
	var meiliExited chan struct{} // nil never delivers
	if s.meili != nil {
		meiliExited = s.meili.exited
	}
	apiExited := s.api.exited
	var again <-chan time.Time
	pause, began := time.Second, time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.host.exited:
			return errors.New(s.host.ending())
		case <-meiliExited:
			meiliExited = nil
			s.progress.warn("Meilisearch is gone; readers search by the index built into the pages.\n   %s", s.meili.ending())
		case <-apiExited:
			apiExited = nil
			s.progress.warn("The service (api) is gone; the pages stay up, scans wait in the phones.\n   %s", s.api.ending())
			switch {
			case s.noRestart:
				s.progress.say("   It is not started again (--no-restart).")
			case s.api.willing():
				s.progress.say("   It was told to stop, so it is not started again. Stop and start ./scripts/up for that.")
			default:
				if time.Since(began) > time.Minute {
					pause = time.Second // it ran well: this is another trouble than the last one
				}
				s.progress.say("   Starting it again in %s.", pause)
				again = time.After(pause)
				pause = min(2*pause, 30*time.Second)
			}
		case <-again:
			again = nil
			if err := s.restartAPI(); err != nil {
				s.progress.warn("The service (api) cannot be started again: %v", err)
				again = time.After(pause)
				pause = min(2*pause, 30*time.Second)
				continue
			}
			apiExited, began = s.api.exited, time.Now()
		}
	}
}

// restartAPI starts the same program with the same arguments, and puts its new process id into stack.json.
func (s *stack) restartAPI() error {
	c, err := s.api.again(s.folder("logs"))
	if err != nil {
		return err
	}
	s.api = c
	s.state.PIDs["api"] = c.pid()
	s.progress.say("   The service (api) runs again, process %d.", c.pid())
	return s.state.write(s.data)
}
