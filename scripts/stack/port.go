package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// claimPort checks that port is free on both loopback addresses, since `localhost` may mean either, and returns it;
// 0 returns a free one. Between this and the host's own listening somebody else may take it: then the host says so.
func claimPort(port int) (int, error) {
	listener, err := net.Listen("tcp", loopback(port))
	if err != nil {
		return 0, portError(port, err)
	}
	defer listener.Close()
	port = listener.Addr().(*net.TCPAddr).Port
	six, err := net.Listen("tcp", net.JoinHostPort("::1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return 0, portError(port, err)
	}
	if err == nil { // any other error: this machine has no IPv6
		six.Close()
	}
	return port, nil
}

// freePort returns a port that was free a moment ago.
func freePort() (int, error) { return claimPort(0) }

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func portError(port int, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %d is in use by another program; choose another one: ./scripts/up --port %d", port, port+1)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %d needs more rights than you have; choose one above 1023: ./scripts/up --port 8080", port)
	}
	return fmt.Errorf("port %d cannot be used: %w; choose another one: ./scripts/up --port 8090", port, err)
}
