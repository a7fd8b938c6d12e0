package meilitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStartGivesAHealthyServerAndStopEndsIt(t *testing.T) {
	server := Start(t)
	if !healthy(server.URL) {
		t.Fatal("not healthy")
	}
	server.Stop()
	if healthy(server.URL) {
		t.Fatal("still answers after Stop")
	}
}

func TestAnUnknownBinaryIsNotRun(t *testing.T) {
	fake := filepath.Join(t.TempDir(), "meilisearch")
	if err := os.WriteFile(fake, []byte("not the binary"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FZ_MEILI_BIN", fake)
	_, err := binary(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Fatalf("got %v, want a refusal", err)
	}
}
