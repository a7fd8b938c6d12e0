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
			rating, first_step, comment, locale, received_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	_, err = w.ExecContext(ctx, insert, f.ID, f.Key, f.BodyHash, f.Code, f.Presenter, f.Area, f.Seminar,
		f.Rating, f.FirstStep, f.Comment, f.Locale, f.ReceivedAt.UnixMilli())
	return outreach.Recorded{ID: f.ID, Fresh: true}, err
}

// Opinions implements outreach.FeedbackStore.
func (s *Store) Opinions(ctx context.Context, seminar string) (outreach.Opinions, error) {
	opinions := outreach.Opinions{FirstSteps: map[string]int{}}
	const query = `SELECT rating, first_step, comment, comment_state = 'approved' AND comment <> '' FROM feedback WHERE seminar = $1 ORDER BY id`
	rows, err := s.read.QueryContext(ctx, query, seminar)
	if err != nil {
		return opinions, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	for rows.Next() {
		var rating int
		var step, comment string
		var approved bool
		if err := rows.Scan(&rating, &step, &comment, &approved); err != nil {
			return opinions, err
		}
		opinions.People++
		opinions.Ratings[rating-1]++
		if step != "" {
			opinions.FirstSteps[step]++
		}
		if approved {
			opinions.Comments = append(opinions.Comments, comment)
		}
	}
	return opinions, rows.Err()
}
