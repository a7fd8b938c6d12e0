package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const (
	litestreamVersion = "v0.5.18"
	// mayLose is how much a lost machine may cost.
	mayLose = 5 * time.Second
)

// drillBackup lets Litestream copy under load, kills both programs at once, restores the copy into a new folder and
// asks there for everything that was acknowledged more than mayLose before.
func drillBackup(ctx context.Context, g *ground, rounds int) error {
	litestream, err := findLitestream(ctx, g)
	if err != nil {
		return err
	}
	config := filepath.Join(g.root, "docs", "litestream.yml")
	for round := range rounds {
		if err := g.loseMachine(ctx, litestream, config, round); err != nil {
			return fmt.Errorf("round %d: %w", round+1, err)
		}
	}
	return nil
}

func (g *ground) loseMachine(ctx context.Context, litestream, config string, round int) error {
	here := rows{data: filepath.Join(g.folder, fmt.Sprintf("here-%d", round))}
	there := rows{data: filepath.Join(g.folder, fmt.Sprintf("there-%d", round))}
	s, err := g.start(here)
	if err != nil {
		return err
	}
	defer s.Kill()
	env := append(os.Environ(), "FZ_DATA="+here.data, "FZ_REPLICA=file://"+filepath.Join(g.folder, fmt.Sprintf("replica-%d", round)))
	copier := exec.Command(litestream, "replicate", "-config", config)
	copier.Env = env
	if err := copier.Start(); err != nil {
		return err
	}
	dead := make(chan error, 1)
	go func() { dead <- copier.Wait() }()
	defer func() { _ = copier.Process.Kill() }()

	crowd := newCrowd(s.Address)
	pressing, enough := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { crowd.press(pressing, 4); close(ended) }()
	time.Sleep(4 * time.Second)
	safe := crowd.acknowledged()
	time.Sleep(mayLose)
	_ = copier.Process.Signal(syscall.SIGKILL)
	s.Kill()
	enough()
	<-ended
	if err := <-dead; err != nil && copier.ProcessState.ExitCode() > 0 {
		return fmt.Errorf("litestream had ended: %w", err)
	}

	if err := os.Mkdir(there.data, 0o700); err != nil {
		return err
	}
	restore := exec.CommandContext(ctx, litestream, "restore", "-config", config, "-o", filepath.Join(there.data, "fangzha.db"), filepath.Join(here.data, "fangzha.db"))
	restore.Env = env
	if said, err := restore.CombinedOutput(); err != nil {
		return fmt.Errorf("restore: %w: %s", err, said)
	}
	stored, err := there.recount(ctx)
	if err != nil {
		return err
	}
	if s, err = g.start(there); err != nil {
		return err
	}
	defer s.Kill()
	crowd.addresses.Store(&[]string{s.Address})
	all := len(crowd.kept)
	crowd.kept = crowd.kept[:safe]
	checked, err := crowd.check()
	if err != nil {
		return err
	}
	g.say("round %d: %d acknowledged, %d restored; of those older than %v (%d) none is missing; counters equal a recount", round+1, all, stored, mayLose, checked)
	if checked == 0 {
		return errors.New("nothing was acknowledged in time: the drill proves nothing")
	}
	return s.Stop(stopPatience)
}

// findLitestream takes the one on PATH or in .cache/bin, or builds it there, which takes some minutes.
func findLitestream(ctx context.Context, g *ground) (string, error) {
	if path, err := exec.LookPath("litestream"); err == nil {
		return path, nil
	}
	bin := filepath.Join(g.root, ".cache", "bin")
	path := filepath.Join(bin, "litestream")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	g.say("building Litestream %s: some minutes, once", litestreamVersion)
	build := exec.CommandContext(ctx, "go", "install", "github.com/benbjohnson/litestream/cmd/litestream@"+litestreamVersion)
	build.Env = append(os.Environ(), "GOBIN="+bin)
	if said, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build Litestream: %w: %s", err, said)
	}
	return path, nil
}
