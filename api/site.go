package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"fangzha/api/web"
)

// openSite opens the folder that Hugo built, or a copy in the data folder of the site whose pages are hosted elsewhere,
// kept up to date until ctx ends.
func openSite(ctx context.Context, site, data string, log *slog.Logger) (*web.Site, error) {
	if !strings.Contains(site, "://") {
		return web.OpenSite(site, time.Now, log)
	}
	dir := filepath.Join(data, "site")
	mirror, err := web.NewMirror(site, dir, time.Now, log)
	if err != nil {
		return nil, err
	}
	if err := mirror.Open(ctx); err != nil {
		return nil, err
	}
	go mirror.Run(ctx)
	return web.OpenSite(dir, time.Now, log)
}
