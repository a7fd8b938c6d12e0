package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
)

// runCeiling is Echo answering every scan-in with the same bytes, as many as the real answer has: it reads no body,
// checks nothing and keeps nothing. No service on Echo can be faster.
func runCeiling(ctx context.Context, length int, out io.Writer) error {
	e := echo.New()
	same := bytes.Repeat([]byte("x"), length)
	e.POST("/api/v1/scans", func(c echo.Context) error {
		c.Response().Header().Set("Content-Length", strconv.Itoa(length))
		return c.Blob(http.StatusCreated, "application/json; charset=utf-8", same)
	})
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "ceiling listening on http://%s\n", listener.Addr())
	server := &http.Server{Handler: e, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
