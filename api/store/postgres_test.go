package store

import (
	"testing"
	"time"

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

func TestPostgresKeepsTheContract(t *testing.T) {
	server := pgtest.Start(t)
	storetest.Run(t, func(t *testing.T) func(*testing.T) storetest.Store {
		address := server.Database(t)
		return func(t *testing.T) storetest.Store { return openPostgresTest(t, address) }
	})
}
