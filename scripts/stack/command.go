package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// job is a command that is run to its end.
type job struct {
	dir  string
	env  []string  // added to the supervisor's own
	out  io.Writer // nil: what it says is kept for an error
	name string
	args []string
}

// do runs a job; when ctx ends, so does the whole process group. It returns standard output if out is nil.
func (j job) do(ctx context.Context) (string, error) {
	command := exec.CommandContext(ctx, j.name, j.args...)
	command.Dir = j.dir
	command.Env = environment(j.env)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error {
		signalGroup(command.Process.Pid, syscall.SIGTERM)
		return nil
	}
	command.WaitDelay = 5 * time.Second
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if j.out != nil {
		command.Stdout, command.Stderr = j.out, j.out
	}
	err := command.Run()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil && j.out != nil {
		return "", fmt.Errorf("%s: %w; it said why above", j.name, err)
	}
	if err != nil {
		said := strings.TrimSpace(stderr.String() + stdout.String())
		return "", fmt.Errorf("%s %s: %w\n%s", j.name, strings.Join(j.args, " "), err, said)
	}
	return stdout.String(), nil
}

// environment is the supervisor's own plus added, without the key of MEILI_KEY: the service may hold a search-only key,
// and who needs more is given it in added.
func environment(added []string) []string {
	own := slices.DeleteFunc(os.Environ(), func(variable string) bool { return strings.HasPrefix(variable, "MEILI_KEY=") })
	return append(own, added...)
}
