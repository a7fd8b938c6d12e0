package store

import (
	"context"
	"database/sql"
	"errors"

	"fangzha/api/outreach"
)

// RecordQuiz implements outreach.QuizStore.
func (s *Store) RecordQuiz(ctx context.Context, quiz outreach.Quiz) (outreach.Recorded, error) {
	var answer outreach.Recorded
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		answer, err = recordQuiz(ctx, w, quiz)
		return err
	})
	if err != nil {
		return outreach.Recorded{}, err // answer may still be in the writer's hands
	}
	return answer, nil
}

func recordQuiz(ctx context.Context, w *tx, q outreach.Quiz) (outreach.Recorded, error) {
	known := outreach.Recorded{}
	var hash string
	err := w.QueryRowContext(ctx, `SELECT id, body_hash FROM quiz WHERE key = $1`, q.Key).Scan(&known.ID, &hash)
	if !errors.Is(err, sql.ErrNoRows) {
		return repeated(known, err, hash, q.BodyHash)
	}
	// A page that was opened anew has another key for the same round: the first answers stand.
	err = w.QueryRowContext(ctx, `SELECT id FROM quiz WHERE token = $1 AND round = $2`, q.Token, q.Round).Scan(&known.ID)
	if !errors.Is(err, sql.ErrNoRows) {
		return known, err
	}
	const insert = `INSERT INTO quiz (id, key, body_hash, code, presenter, area, seminar, token, round, form, source, locale, received_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
	if _, err = w.ExecContext(ctx, insert, q.ID, q.Key, q.BodyHash, q.Code, q.Presenter, q.Area, q.Seminar, q.Token, q.Round, q.Form, q.Source,
		q.Locale, q.ReceivedAt.UnixMilli()); err != nil {
		return outreach.Recorded{}, err
	}
	for _, a := range q.Answers {
		if _, err = w.ExecContext(ctx, `INSERT INTO quiz_answer (quiz, item, truth, said) VALUES ($1, $2, $3, $4)`, q.ID, a.Item, a.Truth, a.Said); err != nil {
			return outreach.Recorded{}, err
		}
	}
	return outreach.Recorded{ID: q.ID, Fresh: true}, nil
}

// Quizzes implements outreach.QuizStore.
func (s *Store) Quizzes(ctx context.Context, seminar string) ([]outreach.Quiz, error) {
	const query = `SELECT quiz.id, quiz.token, quiz.round, quiz.source, quiz_answer.item, quiz_answer.truth, quiz_answer.said
		FROM quiz JOIN quiz_answer ON quiz_answer.quiz = quiz.id WHERE quiz.seminar = $1 ORDER BY quiz.id, quiz_answer.item`
	rows, err := s.read.QueryContext(ctx, query, seminar)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var quizzes []outreach.Quiz
	for rows.Next() {
		var q outreach.Quiz
		var a outreach.Judgement
		if err := rows.Scan(&q.ID, &q.Token, &q.Round, &q.Source, &a.Item, &a.Truth, &a.Said); err != nil {
			return nil, err
		}
		if n := len(quizzes); n == 0 || quizzes[n-1].ID != q.ID {
			quizzes = append(quizzes, q)
		}
		last := &quizzes[len(quizzes)-1]
		last.Answers = append(last.Answers, a)
	}
	return quizzes, rows.Err()
}
