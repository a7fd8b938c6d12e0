package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run serves until ctx ends and returns the exit status: 0 stopped, 1 failed, 2 wrong use.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("host", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	site := flags.String("site", "site/public", "folder to serve")
	configPath := flags.String("config", "netlify.toml", "file with the rules")
	check := flags.Bool("check", false, "only check that every page of the folder gets a Content-Security-Policy")
	deploy := flags.Bool("deploy", false, "only write _redirects and _headers of this deploy into the folder (deploy.go), from Netlify's environment")
	api := flags.String("api", "http://127.0.0.1:8081", "takes the place of the API origin named in the rules")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	rules, err := readConfig(*configPath)
	switch {
	case err != nil:
	case *check:
		err = rules.checkPages(*site)
	case *deploy:
		var notes []string
		notes, err = rules.writeDeploy(*site, os.Getenv)
		for _, note := range notes {
			fmt.Fprintf(stdout, "host: %s\n", note)
		}
	default:
		err = serve(ctx, rules, *addr, *site, *api, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintf(stderr, "host: %v\n", err)
		return 1
	}
	return 0
}

func serve(ctx context.Context, rules *config, addr, site, api string, stdout, stderr io.Writer) error {
	if info, err := os.Stat(site); err != nil || !info.IsDir() {
		return fmt.Errorf("%s is no folder; build the site first: ./scripts/build", site)
	}
	handler, err := newHandler(rules, site, api, stderr)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listen: %w; choose another port with --addr", err)
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
	}
	fmt.Fprintf(stdout, "host listening on http://%s\n", listener.Addr())

	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
