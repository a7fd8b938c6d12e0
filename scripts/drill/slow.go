package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"
)

const (
	descriptors = 1024
	// healthWithin is how soon the service must say that it lives.
	healthWithin = 10 * time.Second
)

// drillSlow opens connections that send half a request and no more, more of them than the service may have files open.
func drillSlow(ctx context.Context, g *ground, connections int) error {
	r := rows{data: filepath.Join(g.folder, "data")}
	limited := *g
	limited.under = []string{"sh", "-c", fmt.Sprintf(`ulimit -n %d && exec "$0" "$@"`, descriptors)}
	s, err := limited.start(r)
	if err != nil {
		return err
	}
	defer s.Kill()
	crowd := newCrowd(s.Address)
	crowd.scanIn(ctx)
	slow := make([]net.Conn, 0, connections)
	defer func() {
		for _, conn := range slow {
			_ = conn.Close()
		}
	}()
	for range connections {
		conn, err := net.DialTimeout("tcp", s.Address, 5*time.Second)
		if err != nil {
			return fmt.Errorf("after %d slow connections: %w", len(slow), err)
		}
		slow = append(slow, conn)
		if _, err := conn.Write([]byte("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nX-")); err != nil {
			return err
		}
	}
	began := time.Now()
	client := &http.Client{Timeout: healthWithin}
	response, err := client.Get("http://" + s.Address + "/healthz") //nolint:noctx // its time-out is the measure
	if err != nil {
		return fmt.Errorf("with %d slow connections: %w", connections, err)
	}
	_ = response.Body.Close()
	took := time.Since(began)
	crowd.scanIn(ctx)
	acknowledged, err := crowd.check()
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK || acknowledged != 2 {
		return fmt.Errorf("health answered %d, %d of 2 scan-ins were acknowledged", response.StatusCode, acknowledged)
	}
	g.say("%d slow connections at %d descriptors: health answered after %v", connections, descriptors, took.Round(time.Millisecond))
	return s.Stop(stopPatience)
}
