package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// child is one running program, leader of its own process group so that whatever it starts stops with it.
type child struct {
	program
	log     string // path of what it says
	command *exec.Cmd
	exited  chan struct{} // closed when it is gone; then err is set
	err     error
}

// program is how to start a child.
type program struct {
	name string
	path string
	args []string
	env  []string // added to the supervisor's own
	dir  string
}

// startChild runs p; its output goes to the file logs/<name>.log, which is begun anew when fresh is set.
func startChild(p program, logs string, fresh bool) (*child, error) {
	path := filepath.Join(logs, p.name+".log")
	mode := os.O_CREATE | os.O_WRONLY | os.O_APPEND
	if fresh {
		mode |= os.O_TRUNC
	}
	log, err := os.OpenFile(path, mode, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the log of %s: %w", p.name, err)
	}
	defer log.Close() // the child has its own handle
	c := &child{program: p, log: path, command: exec.Command(p.path, p.args...), exited: make(chan struct{})}
	c.command.Env = environment(p.env)
	c.command.Dir = p.dir
	c.command.Stdout, c.command.Stderr = log, log
	c.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.name, err)
	}
	go func() {
		c.err = c.command.Wait()
		close(c.exited)
	}()
	return c, nil
}

// again starts the same program once more; its log goes on.
func (c *child) again(logs string) (*child, error) { return startChild(c.program, logs, false) }

func (c *child) pid() int { return c.command.Process.Pid }

// stop asks the group to end and kills it after grace. It returns when the child is gone.
func (c *child) stop(grace time.Duration) {
	signalGroup(c.pid(), syscall.SIGTERM)
	select {
	case <-c.exited:
	case <-time.After(grace):
	}
	// Also after a willing end: a grandchild may have stayed.
	signalGroup(c.pid(), syscall.SIGKILL)
	<-c.exited
}

// signalGroup reaches a process and all it started; that nobody is left is no error.
func signalGroup(leader int, signal syscall.Signal) { _ = syscall.Kill(-leader, signal) }

// willing tells whether an exited child ended by itself with status 0, as after a SIGTERM it obeyed.
func (c *child) willing() bool { return c.err == nil }

// ending says how an exited child ended, with its last words.
func (c *child) ending() string {
	how := "ended with status 0"
	var exit *exec.ExitError
	if errors.As(c.err, &exit) {
		how = "ended: " + exit.String()
	} else if c.err != nil {
		how = "ended: " + c.err.Error()
	}
	return fmt.Sprintf("%s %s. The end of %s:\n%s", c.name, how, c.log, lastLines(c.log, 20))
}

// lastLines returns the last n lines of a file, indented; at most its last 16 kB.
func lastLines(path string, n int) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return "    (" + err.Error() + ")"
	}
	if len(data) > 16<<10 {
		data = data[len(data)-16<<10:]
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	if len(lines) > n {
		lines = lines[len(lines)-n:]
	}
	return "    " + strings.Join(lines, "\n    ")
}
