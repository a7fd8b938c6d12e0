package apitest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Process is a running server.
type Process struct {
	Address string // host:port
	command *exec.Cmd
	log     buffer
	ended   chan struct{}
	err     error // of Wait, once ended is closed
}

// Build compiles the service into the folder and returns the program.
func Build(ctx context.Context, folder string) (string, error) {
	program := filepath.Join(folder, "fangzha-api")
	said, err := exec.CommandContext(ctx, "go", "build", "-o", program, "fangzha/api").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the service: %w\n%s", err, said)
	}
	return program, nil
}

// Start runs a program that prints "… listening on http://host:port", and waits for that. env is added to ours.
func Start(env []string, program string, args ...string) (*Process, error) {
	p := &Process{command: exec.Command(program, args...), ended: make(chan struct{})}
	p.command.Env = append(os.Environ(), env...)
	p.command.Stderr = &p.log
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	reader := bufio.NewReader(stdout)
	line, err := reader.ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, reader)
		p.err = p.command.Wait()
		close(p.ended)
	}()
	_, address, ok := strings.Cut(strings.TrimSpace(line), "listening on http://")
	if err != nil || !ok {
		p.Kill()
		return nil, fmt.Errorf("%s did not start: %s", program, p.log.String())
	}
	p.Address = address
	return p, nil
}

// Kill ends the process at once, as a power cut would.
func (p *Process) Kill() {
	_ = p.command.Process.Kill()
	<-p.ended
}

// Stop asks the process to end and waits; the error tells a status other than 0.
func (p *Process) Stop(patience time.Duration) error {
	if err := p.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.Kill()
		return fmt.Errorf("it had not ended %v after SIGTERM", patience)
	}
	if p.err != nil {
		return fmt.Errorf("%w: %s", p.err, p.log.String())
	}
	return nil
}

// Signal sends a signal.
func (p *Process) Signal(signal os.Signal) error { return p.command.Process.Signal(signal) }

// Ended is closed when the process has ended.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Log is what it has written to standard error.
func (p *Process) Log() string { return p.log.String() }

// PID is its number.
func (p *Process) PID() int { return p.command.Process.Pid }

// Resident is the memory that the process holds now, in bytes.
func (p *Process) Resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.PID()))
	if err != nil {
		return 0, err
	}
	_, after, ok := strings.Cut(string(status), "VmRSS:")
	if !ok {
		return 0, errors.New("no VmRSS: the process has ended")
	}
	var kib int64
	_, err = fmt.Sscan(after, &kib)
	return kib << 10, err
}

// buffer collects a log that is written and read at once.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
