package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestChildStopsWhenAsked(t *testing.T) {
	c := startShell(t, "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done")
	waitForLog(t, c, "up")
	c.stop(5 * time.Second)
	if !c.willing() || !strings.Contains(c.ending(), "bye") {
		t.Errorf("willing %v; %s", c.willing(), c.ending())
	}
}

func TestChildThatRefusesIsKilledWithItsChildren(t *testing.T) {
	c := startShell(t, "trap '' TERM; sleep 1000 & echo pid $!; wait; while :; do sleep 0.05; done")
	waitForLog(t, c, "pid ")
	began := time.Now()
	c.stop(200 * time.Millisecond)
	if c.willing() || time.Since(began) > 3*time.Second {
		t.Errorf("willing %v after %s", c.willing(), time.Since(began))
	}
	fields := strings.Fields(lastLines(c.log, 1))
	grandchild, err := strconv.Atoi(fields[1])
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if gone(grandchild) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("process %d, started by the child, lives on", grandchild)
}

func TestEndingTellsStatusAndLastWords(t *testing.T) {
	c := startShell(t, "for i in $(seq 30); do echo line $i; done; echo broken >&2; exit 3")
	<-c.exited
	ending := c.ending()
	if !strings.Contains(ending, "exit status 3") || !strings.Contains(ending, "broken") || strings.Contains(ending, "line 9\n") || !strings.Contains(ending, "line 30") {
		t.Errorf("ending %q", ending)
	}
}

func TestAgainKeepsTheLog(t *testing.T) {
	c := startShell(t, "echo started; exit 1")
	<-c.exited
	second, err := c.again(filepath.Dir(c.log))
	if err != nil {
		t.Fatal(err)
	}
	<-second.exited
	if log := lastLines(second.log, 9); strings.Count(log, "started") != 2 {
		t.Errorf("log %q", log)
	}
}

func startShell(t *testing.T, script string) *child {
	t.Helper()
	c, err := startChild(program{name: "shell", path: "/bin/sh", args: []string{"-c", script}}, t.TempDir(), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.stop(0) })
	return c
}

func waitForLog(t *testing.T, c *child, want string) {
	t.Helper()
	for range 500 {
		if data, err := os.ReadFile(c.log); err == nil && strings.Contains(string(data), want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q never stood in the log", want)
}

// gone tells whether a process has ended; one that nobody waited for yet counts as ended.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err != nil || strings.Contains(string(status), ") Z ")
}
