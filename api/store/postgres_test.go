package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store/pgtest"
	"fangzha/api/store/storetest"
)

func openPostgresTest(t *testing.T, address string) *Store {
	t.Helper()
	s, err := OpenPostgres(t.Context(), address, time.Now)
	if err != nil {
		t.Fatalf("OpenPostgres: %v", err)
	}
	return s
}

func wantUnavailable(t *testing.T, err error) {
	t.Helper()
	var e *outreach.Error
	if !errors.As(err, &e) || e.Code != outreach.Unavailable {
		t.Errorf("error is %v, want unavailable", err)
	}
}

func TestPostgresKeepsTheContract(t *testing.T) {
	server := pgtest.Start(t)
	storetest.Run(t, func(t *testing.T) func(*testing.T) storetest.Store {
		address := server.Database(t)
		return func(t *testing.T) storetest.Store { return openPostgresTest(t, address) }
	})
}

func TestReplicasThatStartAtOnceMigrateOnce(t *testing.T) {
	address := pgtest.Start(t).Database(t)
	var all sync.WaitGroup
	stores := make([]*Store, 6)
	for i := range stores {
		all.Go(func() {
			var err error
			if stores[i], err = OpenPostgres(t.Context(), address, time.Now); err != nil {
				t.Errorf("replica %d: %v", i, err)
			}
		})
	}
	all.Wait()
	for i, s := range stores {
		if s == nil {
			continue
		}
		if _, err := s.RecordScan(t.Context(), scanOf(t, fmt.Sprint("phone ", i))); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestAPostgresNewerThanTheProgramIsRefused(t *testing.T) {
	address := pgtest.Start(t).Database(t)
	s := openPostgresTest(t, address)
	if _, err := s.write.ExecContext(t.Context(), `INSERT INTO migration (version, applied_at) VALUES (999, 0)`); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := OpenPostgres(t.Context(), address, time.Now)
	if err == nil || !strings.Contains(err.Error(), "version 999") || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("error is %v, want one that names the server and version 999", err)
	}
}

func TestAServerThatMayLoseCommitsIsRefusedOrPutRight(t *testing.T) {
	hasty, err := pgtest.Run("fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = hasty.Remove() }()
	if _, err := OpenPostgres(t.Context(), hasty.Database(t), time.Now); err == nil || !strings.Contains(err.Error(), "fsync = on") {
		t.Errorf("error is %v, want one that tells to set fsync = on", err)
	}

	async, err := pgtest.Run("synchronous_commit=off")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = async.Remove() }()
	s := openPostgresTest(t, async.Database(t))
	defer func() { _ = s.Close() }()
	if got := onLane(t, s, `SELECT current_setting('synchronous_commit')`); got != "on" {
		t.Errorf("synchronous_commit is %s, want on", got)
	}
	if _, err := s.read.db.Exec(`DELETE FROM scan`); err == nil {
		t.Error("a read connection may write")
	}
}

func TestAServerThatCrashesIsUnavailableAndPasses(t *testing.T) {
	server := pgtest.Start(t)
	s := openPostgresTest(t, server.Database(t))
	defer func() { _ = s.Close() }()
	before := scanOf(t, "before")
	first, err := s.RecordScan(t.Context(), before)
	if err != nil {
		t.Fatal(err)
	}
	server.Crash()
	_, err = s.RecordScan(t.Context(), scanOf(t, "meanwhile"))
	wantUnavailable(t, err)
	_, err = s.Counts(t.Context(), outreach.PeriodAll)
	wantUnavailable(t, err)
	wantUnavailable(t, s.Ready(t.Context()))
	if err := server.Resume(); err != nil {
		t.Fatal(err)
	}
	again, err := s.RecordScan(t.Context(), before)
	if err != nil || again.ID != first.ID || again.Fresh {
		t.Errorf("after the restart %+v, %v; want the row of before", again, err)
	}
	if _, err := s.Counts(t.Context(), outreach.PeriodAll); err != nil {
		t.Error(err)
	}
}

func TestAConnectionThatIsCutIsMadeAnew(t *testing.T) {
	address := pgtest.Start(t).Database(t)
	s, other := openPostgresTest(t, address), openPostgresTest(t, address)
	defer func() { _, _ = s.Close(), other.Close() }()
	onLane(t, other, `SELECT pg_terminate_backend(`+onLane(t, s, `SELECT pg_backend_pid()::text`)+`)::text`)
	// The first try may hear of it; the next may not.
	if _, err := s.RecordScan(t.Context(), scanOf(t, "first")); err != nil {
		wantUnavailable(t, err)
	}
	if _, err := s.RecordScan(t.Context(), scanOf(t, "second")); err != nil {
		t.Errorf("the connection was not made anew: %v", err)
	}
}

// TestAServerThatHangsIsUnavailable stops the server's process for writing, as a failing network would.
func TestAServerThatHangsIsUnavailable(t *testing.T) {
	t.Parallel() // waits for postgresPatience
	s := openPostgresTest(t, pgtest.Start(t).Database(t))
	defer func() { _ = s.Close() }()
	pid := 0
	if _, err := fmt.Sscan(onLane(t, s, `SELECT pg_backend_pid()::text`), &pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err := s.RecordScan(t.Context(), scanOf(t, "phone"))
	if took := time.Since(began); took > postgresPatience+time.Second {
		t.Errorf("the answer came after %v", took)
	}
	if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	wantUnavailable(t, err)
	if _, err := s.RecordScan(t.Context(), scanOf(t, "phone")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestAFrozenReplicaDoesNotHoldUpTheOthers leaves a transaction open as a stopped process would.
func TestAFrozenReplicaDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel() // waits for the session's time limit
	address := pgtest.Start(t).Database(t)
	frozen, healthy := openPostgresTest(t, address), openPostgresTest(t, address)
	defer func() { _, _ = frozen.Close(), healthy.Close() }()
	conn, err := frozen.write.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(t.Context(), postgresBegin); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := healthy.RecordScan(t.Context(), scanOf(t, "phone")); err != nil {
		t.Errorf("the other replica could not write: %v", err)
	}
	if took := time.Since(began); took < time.Second || took > postgresPatience {
		t.Errorf("the other replica waited %v, want about 3 s", took)
	}
}
