package pgtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	role = "fangzha"
	// startTimeout is generous: several packages test on two cores at once.
	startTimeout = 60 * time.Second
)

// Server is a running PostgreSQL on a free port of 127.0.0.1. It waits for the disk as in production (fsync = on).
type Server struct {
	bin, dir string
	as       *syscall.Credential
	password string
	port     int
	settings []string
	command  *exec.Cmd
	output   bytes.Buffer
	ended    chan struct{}
	made     atomic.Int64 // databases
}

// Start runs PostgreSQL until the test ends. It fails the test if there is no server to run.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := Run()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Remove(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Run makes a new cluster and runs it until Remove, which deletes it. settings are lines of postgresql.conf, such as
// "shared_buffers=1GB".
func Run(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	as, err := owner()
	if err != nil {
		return nil, err
	}
	// Not t.TempDir: the folder above it is closed to the other user.
	dir, err := os.MkdirTemp("", "fangzha-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir, as: as, password: rand.Text(), settings: settings}
	if err = s.initialise(); err == nil {
		err = s.Resume()
	}
	if err != nil {
		return nil, errors.Join(err, s.Remove())
	}
	return s, nil
}

func (s *Server) initialise() error {
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(s.password), 0o600); err != nil {
		return err
	}
	if s.as != nil {
		for _, path := range []string{s.dir, secret} {
			if err := os.Chown(path, int(s.as.Uid), int(s.as.Gid)); err != nil {
				return err
			}
		}
	}
	said, err := s.program("initdb", "--pgdata", s.data(), "--username", role, "--pwfile", secret, "--auth=scram-sha-256",
		"--encoding=UTF8", "--locale=C", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, said)
	}
	return nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) program(name string, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(s.bin, name), args...)
	command.Dir = s.dir
	command.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	command.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=" + os.Getenv("PATH")}
	return command
}

// Resume starts the server again after Stop or Crash, on the same port and with what is on its disk.
func (s *Server) Resume() error {
	// Between finding a free port and using it somebody else may take it: then another one is tried.
	var failures []error
	for range 3 {
		if s.port == 0 {
			port, err := freePort()
			if err != nil {
				return err
			}
			s.port = port
		}
		err := s.start()
		if err == nil {
			return nil
		}
		failures = append(failures, err)
		s.port = 0
	}
	return fmt.Errorf("PostgreSQL (%s) did not start: %w", s.bin, errors.Join(failures...))
}

func (s *Server) start() error {
	s.output.Reset()
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.port), "-h", "127.0.0.1", "-k", "", "-c", "fsync=on", "-c", "max_connections=100"}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	s.command, s.ended = s.program("postgres", args...), make(chan struct{})
	s.command.Stdout, s.command.Stderr = &s.output, &s.output
	if err := s.command.Start(); err != nil {
		return err
	}
	go func(command *exec.Cmd, ended chan struct{}) {
		_ = command.Wait()
		close(ended)
	}(s.command, s.ended)
	deadline := time.After(startTimeout)
	for {
		err := s.execute("SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("it ended at once: %s", s.output.String())
		case <-deadline:
			s.Crash()
			return fmt.Errorf("no answer within %v: %w\n%s", startTimeout, err, s.output.String())
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// Stop ends the server in good order, without waiting for its clients.
func (s *Server) Stop() { s.signal(syscall.SIGINT) }

// Crash kills the server at once, so that the next start has to recover.
func (s *Server) Crash() { s.signal(syscall.SIGKILL) }

func (s *Server) signal(how syscall.Signal) {
	if s.command != nil && s.command.Process != nil {
		_ = s.command.Process.Signal(how)
		<-s.ended
	}
}

// Remove ends the server and deletes all it has written, so that there is nothing to bring to the disk before.
func (s *Server) Remove() error {
	s.signal(syscall.SIGQUIT)
	return os.RemoveAll(s.dir)
}

// Dir is the folder of all that the server writes.
func (s *Server) Dir() string { return s.dir }

// PID is the number of the server's first process.
func (s *Server) PID() int { return s.command.Process.Pid }

// Program is the path of one of PostgreSQL's own programs, such as pg_dump, of the server's version.
func (s *Server) Program(name string) string { return filepath.Join(s.bin, name) }

// NewDatabase makes an empty database and returns its address.
func (s *Server) NewDatabase() (string, error) {
	name := fmt.Sprintf("test_%d", s.made.Add(1))
	if err := s.execute("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	return s.address(name), nil
}

// Database is NewDatabase for tests.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	address, err := s.NewDatabase()
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func (s *Server) address(database string) string {
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable", role, s.password, s.port, database)
}

// execute runs a statement in the database that every cluster has.
func (s *Server) execute(statement string) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.address("postgres"))
	if err != nil {
		return errors.New(strings.ReplaceAll(err.Error(), s.password, "…"))
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	_, err = conn.Exec(ctx, statement)
	return err
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
