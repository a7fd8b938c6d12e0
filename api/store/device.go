package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"fangzha/api/outreach"
)

// Salt implements outreach.SaltStore.
func (s *Store) Salt(ctx context.Context, fresh outreach.Salt, known []string) (outreach.Salt, error) {
	salt, err := readSalt(s.read.QueryRowContext(ctx, selectSalt, fresh.Period))
	if err == nil && slices.Contains(known, salt.Secret) {
		return salt, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return outreach.Salt{}, err
	}
	kept := salt
	err = s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		kept, err = keepSalt(ctx, w, fresh, known)
		return err
	})
	if err != nil {
		return outreach.Salt{}, err // kept may still be in the writer's hands
	}
	return kept, nil
}

const selectSalt = `SELECT period, value, secret, made_at FROM salt WHERE period = $1`

// keepSalt looks again: another replica may have been first.
func keepSalt(ctx context.Context, w *tx, fresh outreach.Salt, known []string) (outreach.Salt, error) {
	salt, err := readSalt(w.QueryRowContext(ctx, selectSalt, fresh.Period))
	if err == nil && slices.Contains(known, salt.Secret) {
		return salt, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return salt, err
	}
	const keep = `INSERT INTO salt (period, value, secret, made_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (period) DO UPDATE SET value = excluded.value, secret = excluded.secret, made_at = excluded.made_at`
	_, err = w.ExecContext(ctx, keep, fresh.Period, base64.RawURLEncoding.EncodeToString(fresh.Value), fresh.Secret, fresh.MadeAt.UnixMilli())
	return fresh, err
}

func readSalt(row scanner) (salt outreach.Salt, err error) {
	var value string
	var made int64
	if err := row.Scan(&salt.Period, &value, &salt.Secret, &made); err != nil {
		return salt, err
	}
	salt.MadeAt = moment(made)
	if salt.Value, err = base64.RawURLEncoding.DecodeString(value); err != nil {
		return salt, fmt.Errorf("the salt of %s: %w", salt.Period, err)
	}
	return salt, nil
}
