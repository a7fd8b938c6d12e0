package meilitest

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// masterKey is long enough for production mode; the server listens on loopback and lives as long as one test.
const masterKey = "fangzha-test-master-key"

// startTimeout is generous: several packages test on two cores at once.
const startTimeout = 30 * time.Second

// Server is a running Meilisearch with an empty database.
type Server struct {
	URL       string // such as http://127.0.0.1:43210
	MasterKey string
	stop      func()
}

// Stop ends the server before the test does, for tests of what happens then. It may be called twice.
func (s *Server) Stop() { s.stop() }

// Start runs Meilisearch on a free port of 127.0.0.1 until the test ends. It fails the test if there is no server to run.
func Start(t testing.TB) *Server {
	t.Helper()
	server, err := Run(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	return server
}

// Run runs Meilisearch on a free port of 127.0.0.1 until Stop, with its data in dir: for `search eval`, which is no test.
func Run(dir string) (*Server, error) {
	path, err := binary(dir)
	if err != nil {
		return nil, err
	}
	// Between finding a free port and using it somebody else may take it: then another one is tried.
	var failures string
	for range 3 {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		server, err := startOn(path, filepath.Join(dir, "db"), port)
		if err == nil {
			return server, nil
		}
		failures += err.Error() + "\n"
	}
	return nil, fmt.Errorf("the Meilisearch server (%s) did not start:\n%s", path, failures)
}

func startOn(path, db string, port int) (*Server, error) {
	address := fmt.Sprintf("127.0.0.1:%d", port)
	var output bytes.Buffer
	command := exec.Command(path, "--no-analytics", "--master-key", masterKey, "--http-addr", address,
		"--db-path", db, "--dump-dir", db+"-dumps", "--snapshot-dir", db+"-snapshots", "--log-level", "WARN", "--max-indexing-threads", "1")
	command.Dir = filepath.Dir(db)
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait()
		close(ended)
	}()
	server := &Server{URL: "http://" + address, MasterKey: masterKey, stop: func() {
		_ = command.Process.Kill()
		<-ended
	}}
	deadline := time.After(startTimeout)
	for !healthy(server.URL) {
		select {
		case <-ended:
			return nil, fmt.Errorf("ended at once: %s", output.String())
		case <-deadline:
			server.Stop()
			return nil, fmt.Errorf("no answer within %v: %s", startTimeout, output.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return server, nil
}

func healthy(url string) bool {
	response, err := http.Get(url + "/health")
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
