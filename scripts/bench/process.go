package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// process is a server under measurement.
type process struct {
	command *exec.Cmd
	address string // host:port
	log     bytes.Buffer
}

// startProcess starts a server that prints "… listening on http://host:port".
func startProcess(ctx context.Context, env []string, program string, args ...string) (*process, error) {
	p := &process{command: exec.CommandContext(ctx, program, args...)}
	p.command.Env = append(os.Environ(), env...)
	p.command.Stderr = &p.log
	p.command.Cancel = func() error { return p.command.Process.Signal(syscall.SIGTERM) }
	p.command.WaitDelay = 20 * time.Second
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	_, address, ok := strings.Cut(strings.TrimSpace(line), "listening on http://")
	if err != nil || !ok {
		_ = p.command.Wait()
		return nil, fmt.Errorf("%s did not start: %s", program, p.log.String())
	}
	p.address = address
	return p, nil
}

// stop ends the server in good order.
func (p *process) stop() error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := p.command.Wait(); err != nil {
		return fmt.Errorf("%w: %.500s", err, p.log.String())
	}
	return nil
}

// resident is the memory that the process holds now, in bytes.
func (p *process) resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	var kib int64
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	_, err = fmt.Sscan(after, &kib)
	return kib << 10, err
}

// press runs the crowd in a process of its own.
func press(ctx context.Context, self string, order crowdOrder) (crowdReport, error) {
	raw, err := json.Marshal(order) //nolint:gosec // the secret of a made-up town
	if err != nil {
		return crowdReport{}, err
	}
	command := exec.CommandContext(ctx, self, "crowd")
	var stderr bytes.Buffer
	command.Stdin, command.Stderr = bytes.NewReader(raw), &stderr
	out, err := command.Output()
	if err != nil {
		return crowdReport{}, fmt.Errorf("%w: %s", err, stderr.String())
	}
	var r crowdReport
	return r, json.Unmarshal(out, &r)
}
