package main

import (
	"context"
	"log/slog"
	"time"

	"fangzha/api/store"
)

// clockTolerance is how far the clocks of two services may lie apart: live codes are good for about a minute.
const clockTolerance = 15 * time.Second

// warnOfClock says when the machine's clock cannot be right. Codes are judged by it and by nothing else: a wrong one makes
// every live code late.
func warnOfClock(ctx context.Context, database *store.Store, now time.Time, log *slog.Logger) error {
	newest, err := database.Newest(ctx)
	if err != nil {
		return err
	}
	if behind := newest.Sub(now); behind > clockTolerance {
		log.Warn("this machine's clock stands before the newest scan-in: live codes will be judged late or early until it is set right (timedatectl)",
			"clock", now.UTC(), "newest", newest, "behind", behind.Round(time.Second).String())
	}
	return nil
}
