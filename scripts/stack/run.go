package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	startLimit = 60 * time.Second // for a child to answer
	stopGrace  = 8 * time.Second  // for a child to end before it is killed
)

// stack is the running portal.
type stack struct {
	options
	progress *progress
	out      io.Writer
	state    state
	meili    *child // nil: not ours, or none
	api      *child
	host     *child
	waysIn   []wayIn
}

func newStack(o options, out io.Writer) *stack {
	return &stack{options: o, out: out, progress: newProgress(out), state: state{URLs: map[string]string{}, PIDs: map[string]int{}}}
}

// run brings everything up, watches it until ctx ends or the host dies, and stops every child.
func (s *stack) run(ctx context.Context) error {
	port, err := claimPort(s.port)
	if err != nil {
		return err
	}
	s.port = port
	lock, err := lockData(s.data)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := makeFolders(s); err != nil {
		return err
	}
	removeState(s.data) // of a stack that was killed
	defer removeState(s.data)
	defer s.stop()
	if err := s.up(ctx); err != nil {
		return err
	}
	s.progress.say("%s", s.welcome())
	if !s.edit {
		return s.watch(ctx)
	}
	ctx, cancel := context.WithCancel(ctx)
	var articles sync.WaitGroup
	articles.Go(func() { s.watchArticles(ctx) })
	defer articles.Wait()
	defer cancel()
	return s.watch(ctx)
}

// up does every step from source to a portal that answers.
func (s *stack) up(ctx context.Context) error {
	if err := s.build(ctx); err != nil {
		return err
	}
	searchKey, err := s.startSearch(ctx)
	if err != nil {
		return err
	}
	if err := s.startAPI(ctx, searchKey); err != nil {
		return err
	}
	if err := s.startHost(ctx); err != nil {
		return err
	}
	if err := s.findWaysIn(ctx); err != nil {
		return err
	}
	s.state.PIDs["stack"] = os.Getpid()
	return s.state.write(s.data)
}

// startAPI starts the service on a free port and waits until it can write to its database.
func (s *stack) startAPI(ctx context.Context, searchKey string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	s.state.URLs["api"] = "http://" + loopback(port)
	args := []string{"serve", "--addr", loopback(port), "--site", s.public(), "--data", s.data}
	env := []string{"FZ_MEILI_URL=" + s.state.URLs["meilisearch"], "FZ_MEILI_SEARCH_KEY=" + searchKey}
	return s.progress.step("start the service (api)", func() error {
		s.api, err = startChild(program{"api", s.folder("bin", "api"), args, env, s.root}, s.folder("logs"), true)
		if err != nil {
			return err
		}
		s.state.PIDs["api"] = s.api.pid()
		return waitReady(ctx, s.state.URLs["api"]+"/readyz", s.api, startLimit)
	})
}

func (s *stack) startHost(ctx context.Context) error {
	s.state.URLs["site"] = fmt.Sprintf("http://localhost:%d", s.port)
	args := []string{"--addr", loopback(s.port), "--site", s.public(), "--config", filepath.Join(s.root, "netlify.toml"), "--api", s.state.URLs["api"]}
	return s.progress.step("start the host", func() error {
		var err error
		s.host, err = startChild(program{"host", s.folder("bin", "host"), args, nil, s.root}, s.folder("logs"), true)
		if err != nil {
			return err
		}
		s.state.PIDs["host"] = s.host.pid()
		return waitReady(ctx, "http://"+loopback(s.port)+"/", s.host, startLimit)
	})
}

// stop ends the children in the reverse order of their start.
func (s *stack) stop() {
	var names []string
	for _, c := range []*child{s.host, s.api, s.meili} {
		if c != nil {
			c.stop(stopGrace)
			names = append(names, c.name)
		}
	}
	if len(names) > 0 {
		s.progress.say("\nStopped: %s.", strings.Join(names, ", "))
	}
}

func makeFolders(s *stack) error {
	for _, name := range []string{"bin", "edit", "logs", "meilisearch"} {
		if err := os.MkdirAll(s.folder(name), 0o700); err != nil {
			return fmt.Errorf("make a folder in the data folder: %w", err)
		}
	}
	return nil
}

// folder is a path in the data folder.
func (s *stack) folder(parts ...string) string {
	return filepath.Join(append([]string{s.data}, parts...)...)
}

func (s *stack) public() string { return filepath.Join(s.root, "site", "public") }
