package pgtest

import (
	"os"
	"strings"
	"testing"
)

func TestACrashedServerComesBackWithItsData(t *testing.T) {
	s := Start(t)
	if err := s.execute("CREATE TABLE kept AS SELECT 1 AS one"); err != nil {
		t.Fatal(err)
	}
	s.Crash()
	if err := s.execute("SELECT 1"); err == nil {
		t.Fatal("still answers after a crash")
	}
	if err := s.Resume(); err != nil {
		t.Fatal(err)
	}
	if err := s.execute("SELECT one FROM kept"); err != nil {
		t.Error(err)
	}
	if first, second := s.Database(t), s.Database(t); first == second {
		t.Error("two databases have one address")
	}
	if err := s.Remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.Dir()); !os.IsNotExist(err) {
		t.Errorf("the server's folder is still there (%v)", err)
	}
}

func TestAMissingServerIsExplained(t *testing.T) {
	t.Setenv("FZ_PG_BIN", t.TempDir())
	if _, err := Run(); err == nil || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("got %v, want the cure", err)
	}
}
