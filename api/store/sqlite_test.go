package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store/storetest"
)

func openTest(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenSQLite(t.Context(), dir, time.Now)
	if err != nil {
		t.Fatalf("OpenSQLite: %v", err)
	}
	return s
}

// onLane runs a statement on the writer's own connection and gives its first value, if any.
func onLane(t *testing.T, s *Store, statement string) string {
	t.Helper()
	var got string
	err := s.w.do(t.Context(), func(ctx context.Context, w *tx) error {
		if err := w.QueryRowContext(ctx, statement).Scan(&got); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return got
}

func TestSQLiteKeepsTheContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func(*testing.T) storetest.Store {
		dir := filepath.Join(t.TempDir(), "a folder?with 100% odd#signs")
		return func(t *testing.T) storetest.Store { return openTest(t, dir) }
	})
}

func TestARelativeDataFolderWorks(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := openTest(t, "data/sub").Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join("data", "sub", SQLiteFile)); err != nil {
		t.Error(err)
	}
}

func TestADatabaseNewerThanTheProgramIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, dir)
	onLane(t, s, `INSERT INTO migration (version, applied_at) VALUES (999, 0)`)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := OpenSQLite(t.Context(), dir, time.Now)
	if err == nil || !strings.Contains(err.Error(), "version 999") || !strings.Contains(err.Error(), SQLiteFile) {
		t.Errorf("error is %v, want one that names the file and version 999", err)
	}
}

func TestADamagedFileIsRefusedAndLeftAlone(t *testing.T) {
	good := func() []byte {
		dir := t.TempDir()
		s := openTest(t, dir)
		for i := range 200 {
			if _, err := s.RecordScan(t.Context(), scanOf(t, fmt.Sprint(i))); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, SQLiteFile))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}()
	page := func(n int, with byte) []byte {
		copied := bytes.Clone(good)
		copy(copied[n*4096:], bytes.Repeat([]byte{with}, 4096))
		return copied
	}
	for name, damaged := range map[string][]byte{
		"somebody's letters":    []byte(strings.Repeat("somebody's letters\n", 1000)),
		"cut in half":           good[:len(good)/2],
		"a first page of zeros": page(0, 0),
		"a page of zeros":       page(3, 0),
		"a page of noise":       page(4, 0xa5),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, SQLiteFile)
			if err := os.WriteFile(file, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenSQLite(t.Context(), dir, time.Now); err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), "restore a backup") {
				t.Errorf("error is %v, want one that names %s and the cure", err, file)
			}
			if after, err := os.ReadFile(file); err != nil || !bytes.Equal(after, damaged) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestEveryCommitWaitsForTheDisk(t *testing.T) {
	s := openTest(t, t.TempDir())
	defer func() { _ = s.Close() }()
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "1000", "wal_autocheckpoint": "0"} {
		if got := onLane(t, s, `PRAGMA `+pragma); got != want {
			t.Errorf("%s is %q, want %s", pragma, got, want)
		}
	}
	if _, err := s.read.db.Exec(`DELETE FROM scan`); err == nil {
		t.Error("a read connection may write")
	}
}

func scanOf(t *testing.T, device string) outreach.Scan {
	t.Helper()
	key, err := outreach.NewKey(time.Now(), strings.NewReader(device+strings.Repeat("0123456789", 2)))
	if err != nil {
		t.Fatal(err)
	}
	return outreach.Scan{ID: key, Key: key, Presenter: "p", Session: "s/s", Month: "2026-11", Year: 2026, Tier: outreach.Printed, Device: device}
}

func TestAFullDiskIsUnavailableAndPasses(t *testing.T) {
	s := openTest(t, t.TempDir())
	defer func() { _ = s.Close() }()
	limit := func(pages string) {
		t.Helper()
		onLane(t, s, `PRAGMA max_page_count = `+pages)
	}
	var full error
	limit("1") // SQLite takes the present size instead
	stored := int64(0)
	for i := 0; full == nil && i < 5000; i++ {
		if _, full = s.RecordScan(t.Context(), scanOf(t, "phone "+time.Duration(i).String())); full == nil {
			stored++
		}
	}
	var e *outreach.Error
	if !errors.As(full, &e) || e.Code != outreach.Unavailable {
		t.Fatalf("error is %v, want unavailable", full)
	}
	limit("1000000")
	if _, err := s.RecordScan(t.Context(), scanOf(t, "afterwards")); err != nil {
		t.Errorf("with space again: %v", err)
	}
	counts, err := s.Counts(t.Context(), outreach.PeriodAll)
	if err != nil || len(counts) != 1 || counts[0].Scans != stored+1 {
		t.Errorf("counters %+v (%v), want %d scans: the acknowledged ones and no other", counts, err, stored+1)
	}
}

// TestAFailingDiskEndsAllWriting lets the log's descriptor lead to a file that cannot be written.
func TestAFailingDiskEndsAllWriting(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, dir)
	if _, err := s.RecordScan(t.Context(), scanOf(t, "before")); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(dir, SQLiteFile+"-wal"))
	_, err := s.RecordScan(t.Context(), scanOf(t, "meanwhile"))
	var e *outreach.Error
	if !errors.As(err, &e) || e.Code != outreach.Unavailable {
		t.Errorf("error is %v, want unavailable: nothing may be acknowledged", err)
	}
	select {
	case err := <-s.Failed():
		t.Logf("reported: %v", err)
	case <-time.After(5 * time.Second):
		t.Fatal("Failed reports nothing")
	}
	if err := s.Ready(t.Context()); err == nil {
		t.Error("ready after the disk failed")
	}
}

// spoil makes every descriptor of this process on path read-only.
func spoil(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	null, err := syscall.Open(os.DevNull, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, entry := range entries {
		if target, _ := os.Readlink("/proc/self/fd/" + entry.Name()); target != path {
			continue
		}
		fd := 0
		for _, digit := range entry.Name() {
			fd = fd*10 + int(digit-'0')
		}
		if err := syscall.Dup3(null, fd, syscall.O_CLOEXEC); err != nil {
			t.Fatal(err)
		}
		found = true
	}
	if !found {
		t.Fatalf("no descriptor of %s", path)
	}
}

func TestALockedDatabaseIsUnavailable(t *testing.T) {
	t.Parallel() // waits for lockWait
	dir := t.TempDir()
	s := openTest(t, dir)
	defer func() { _ = s.Close() }()
	other, err := sql.Open("sqlite", filepath.Join(dir, SQLiteFile)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	lock, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.RecordScan(t.Context(), scanOf(t, "phone"))
	var e *outreach.Error
	if !errors.As(err, &e) || e.Code != outreach.Unavailable {
		t.Errorf("error is %v, want unavailable", err)
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RecordScan(t.Context(), scanOf(t, "phone")); err != nil {
		t.Errorf("after the lock: %v", err)
	}
}

func TestAFullQueueIsUnavailableAtOnceAndClosingAnswersTheRest(t *testing.T) {
	s := openTest(t, t.TempDir())
	release := make(chan struct{})
	var all sync.WaitGroup
	hold := func(context.Context, *tx) error { <-release; return nil }
	all.Go(func() { _ = s.w.do(t.Context(), hold) })
	full := false
	for range queueLength + batchLength + 2 {
		if full = !s.w.enqueue(job{ctx: t.Context(), run: hold, done: make(chan error, 1)}); full {
			break
		}
	}
	if !full {
		t.Error("the queue has no bound")
	}
	var e *outreach.Error
	if err := s.Ready(t.Context()); !errors.As(err, &e) || e.Code != outreach.Unavailable {
		t.Errorf("error is %v, want unavailable", err)
	}
	close(release)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	all.Wait()
}

func TestARequestGivenUpIsNotWritten(t *testing.T) {
	s := openTest(t, t.TempDir())
	defer func() { _ = s.Close() }()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.RecordScan(gone, scanOf(t, "phone"))
	var e *outreach.Error
	if !errors.As(err, &e) || e.Code != outreach.Unavailable {
		t.Errorf("error is %v, want unavailable", err)
	}
	if err := s.Ready(t.Context()); err != nil { // comes after it in the queue
		t.Fatal(err)
	}
	if rows, err := s.Recount(t.Context(), outreach.PeriodAll); err != nil || len(rows) != 0 {
		t.Errorf("rows %+v (%v), want none", rows, err)
	}
}
