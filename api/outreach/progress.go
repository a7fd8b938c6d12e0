package outreach

import "context"

// Progress is how the session behind a presenter's screen goes, in exact figures: for signed-in staff only.
type Progress struct {
	Session
	Ever  int64  // the presenter's points of all time
	Level *Level // by those
	Next  *Level // nil at the highest
}

// ProgressStore reads what Progress shows.
type ProgressStore interface {
	SessionStore
	// PointsOf gives a presenter's points in a period of CountStore.
	PointsOf(ctx context.Context, presenter, period string) (int64, error)
}

// Progress reads how the session of a printed code goes, which must be the member of staff's own.
func (p *Projector) Progress(ctx context.Context, staff Staff, code string) (Progress, error) {
	target, err := p.own(staff, code)
	if err != nil {
		return Progress{}, err
	}
	registry := p.Registry()
	session, err := p.Store.Session(ctx, registry.SessionID(target, p.Now()))
	if err != nil {
		return Progress{}, err
	}
	ever, err := p.Store.PointsOf(ctx, target.Presenter.ID, PeriodAll)
	if err != nil {
		return Progress{}, err
	}
	level := registry.LevelAt(int(ever))
	return Progress{Session: session, Ever: ever, Level: level, Next: registry.levelAfter(level)}, nil
}

// levelAfter gives the level above, nil for the highest.
func (r *Registry) levelAfter(level *Level) *Level {
	for i := range r.Levels {
		if r.Levels[i].Points > level.Points {
			return &r.Levels[i]
		}
	}
	return nil
}
