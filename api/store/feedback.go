package store

import (
	"context"
	"database/sql"
	"errors"

	"fangzha/api/outreach"
)

// RecordFeedback implements outreach.FeedbackStore.
func (s *Store) RecordFeedback(ctx context.Context, feedback outreach.Feedback) (outreach.Recorded, error) {
	var answer outreach.Recorded
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		answer, err = recordFeedback(ctx, w, feedback)
		return err
	})
	if err != nil {
		return outreach.Recorded{}, err // answer may still be in the writer's hands
	}
	return answer, nil
}

func recordFeedback(ctx context.Context, w *tx, f outreach.Feedback) (outreach.Recorded, error) {
	known := outreach.Recorded{}
	var hash string
	err := w.QueryRowContext(ctx, `SELECT id, body_hash FROM feedback WHERE key = $1`, f.Key).Scan(&known.ID, &hash)
	if !errors.Is(err, sql.ErrNoRows) {
		return repeated(known, err, hash, f.BodyHash)
	}
	const insert = `INSERT INTO feedback (id, key, body_hash, code, presenter, area, seminar,
			rating, will_do_differently, comment, locale, received_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	_, err = w.ExecContext(ctx, insert, f.ID, f.Key, f.BodyHash, f.Code, f.Presenter, f.Area, f.Seminar,
		f.Rating, f.WillDoDifferently, f.Comment, f.Locale, f.ReceivedAt.UnixMilli())
	return outreach.Recorded{ID: f.ID, Fresh: true}, err
}
