package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	diskSize    = 24 << 20
	ballastSize = 16 << 20
	// recovery is how soon after there is room again a scan-in must be acknowledged.
	recovery = 5 * time.Second
)

// drillDisk gives the service a disk of its own that is nearly full, presses until it is, and then makes room.
func drillDisk(ctx context.Context, g *ground) (err error) {
	r := rows{data: filepath.Join(g.folder, "disk")}
	if err := os.Mkdir(r.data, 0o700); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", r.data, "tmpfs", 0, fmt.Sprintf("size=%d", diskSize)); err != nil {
		return fmt.Errorf("mount a small tmpfs: %w (run as root, or: unshare --user --map-root-user --mount go run ./scripts/drill disk)", err)
	}
	defer func() { err = errors.Join(err, syscall.Unmount(r.data, 0)) }()
	ballast := filepath.Join(r.data, "ballast")
	if err := os.WriteFile(ballast, make([]byte, ballastSize), 0o600); err != nil {
		return err
	}
	s, err := g.start(r)
	if err != nil {
		return err
	}
	defer s.Kill()
	crowd := newCrowd(s.Address)
	pressing, enough := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { crowd.press(pressing, phones); close(ended) }()
	defer func() { enough(); <-ended }()

	if err := crowd.await(time.Minute, func() bool { return crowd.statuses[http.StatusServiceUnavailable] > 500 }); err != nil {
		return fmt.Errorf("the disk did not become full: %w", err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	began, before := time.Now(), crowd.acknowledged()
	if err := crowd.await(recovery, func() bool { return len(crowd.kept) > before+100 }); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	took := time.Since(began)
	enough()
	<-ended
	g.say("answers by status: %v; with room again after %v", crowd.statuses, took.Round(time.Millisecond))
	acknowledged, err := crowd.check()
	if err != nil {
		return err
	}
	if err := s.Stop(stopPatience); err != nil {
		return err
	}
	return g.conclude(ctx, r, "a full disk", acknowledged)
}
