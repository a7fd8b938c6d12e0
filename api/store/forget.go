package store

import (
	"context"

	"fangzha/api/outreach"
)

// Forget implements outreach.ForgetStore.
func (s *Store) Forget(ctx context.Context, f outreach.Forgetting, seats func(seminar string) int) (outreach.Forgotten, error) {
	var done outreach.Forgotten
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		done, err = forget(ctx, w, f, seats)
		s.w.scrub.Store(true) // the lane does it after the commit
		return err
	})
	if err != nil {
		return outreach.Forgotten{}, err // done may still be in the writer's hands
	}
	return done, nil
}

func forget(ctx context.Context, w *tx, f outreach.Forgetting, seats func(seminar string) int) (done outreach.Forgotten, err error) {
	const salts = `DELETE FROM salt WHERE (LENGTH(period) = 10 AND made_at < $1) OR (LENGTH(period) = 4 AND period < $2)`
	if done.Salts, err = affect(ctx, w, salts, f.DaysBefore.UnixMilli(), f.YearsBefore); err != nil {
		return done, err
	}
	const days = `DELETE FROM device_day WHERE day NOT IN (SELECT period FROM salt)`
	if done.DeviceDays, err = affect(ctx, w, days); err != nil {
		return done, err
	}
	const chance = selectHold + ` WHERE state = 'forming' AND scans <= $1 AND last_at < $2`
	holds, err := readHolds(w.QueryContext(ctx, chance, f.ChanceAtMost, f.QuietBefore.UnixMilli()))
	if err != nil {
		return done, err
	}
	for _, h := range holds {
		if err := releaseChance(ctx, w, h.ID, seats(h.Seminar), f.Now); err != nil {
			return done, err
		}
		if err := fillLateRoom(ctx, w, h.Session, seats(h.Seminar)); err != nil {
			return done, err
		}
		done.Released++
	}
	return done, nil
}
