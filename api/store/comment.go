package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"fangzha/api/outreach"
)

const selectComments = `SELECT id, presenter, area, seminar, comment, comment_state, received_at FROM feedback WHERE comment <> '' `

// Comments implements outreach.CommentStore.
func (s *Store) Comments(ctx context.Context, state outreach.CommentState, limit int) ([]outreach.Comment, error) {
	rows, err := s.read.QueryContext(ctx, selectComments+`AND comment_state = $1 ORDER BY id LIMIT $2`, state, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var comments []outreach.Comment
	for rows.Next() {
		comment, err := scanComment(rows.Scan)
		if err != nil {
			return nil, err
		}
		comments = append(comments, comment)
	}
	return comments, rows.Err()
}

// FindComment implements outreach.CommentStore.
func (s *Store) FindComment(ctx context.Context, id outreach.Key) (outreach.Comment, error) {
	comment, err := scanComment(s.read.QueryRowContext(ctx, selectComments+`AND id = $1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return comment, outreach.NewUnknownComment()
	}
	return comment, err
}

func scanComment(scan func(...any) error) (c outreach.Comment, err error) {
	var at int64
	err = scan(&c.ID, &c.Presenter, &c.Area, &c.Seminar, &c.Text, &c.State, &at)
	c.ReceivedAt = time.UnixMilli(at)
	return c, err
}

// DecideComment implements outreach.CommentStore.
func (s *Store) DecideComment(ctx context.Context, id outreach.Key, state outreach.CommentState) error {
	return s.w.do(ctx, func(ctx context.Context, w *tx) error {
		done, err := w.ExecContext(ctx, `UPDATE feedback SET comment_state = $2 WHERE id = $1 AND comment <> ''`, id, state)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return outreach.NewUnknownComment()
	})
}
