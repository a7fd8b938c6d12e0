package main

import (
	"context"
	"fmt"
	"time"

	"fangzha/api/store"
)

// openDatabase opens the PostgreSQL at address (DATABASE_URL), or SQLite in the folder data when there is none.
// Commands may do so beside the running service.
func openDatabase(ctx context.Context, address, data string) (*store.Store, error) {
	if address == "" {
		database, err := store.OpenSQLite(ctx, data, time.Now)
		if err != nil {
			return nil, fmt.Errorf("--data (FZ_DATA): %w", err)
		}
		return database, nil
	}
	database, err := store.OpenPostgres(ctx, address, time.Now)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	return database, nil
}
