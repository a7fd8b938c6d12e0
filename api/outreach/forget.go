package outreach

import (
	"context"
	"strconv"
	"time"
)

// How long keys of devices can be made. After that nobody can tell which phone a hash is of, not even with the
// master secret and a copy of the database.
const (
	dayMemory = 24 * time.Hour
	yearGrace = 31 // days after the end of a year, for phones that were asleep over it
)

// A pattern that never became certain was chance: what it holds is released when the session has been quiet.
const (
	chanceAtMost = 9 // scan-ins in a row
	chanceQuiet  = 12 * time.Hour
)

// Forgetting says what is too old.
type Forgetting struct {
	DaysBefore   time.Time // day salts made before it go, with all hashes of their days
	YearsBefore  string    // year salts of years before it, "2026"
	QuietBefore  time.Time // forming holds of up to ChanceAtMost scan-ins, the last before it, are released
	ChanceAtMost int64
	Now          time.Time
}

// Forgotten is what was done.
type Forgotten struct {
	Salts, DeviceDays int64 // deleted rows
	Released          int64 // holds
}

// ForgetStore deletes so that nothing of it is left on the disk that the program can reach.
type ForgetStore interface {
	Forget(ctx context.Context, f Forgetting, seats func(seminar string) int) (Forgotten, error)
}

// Forgetter keeps the promises about time. Run it at least daily.
type Forgetter struct {
	Registry func() *Registry
	Store    ForgetStore
	Devices  *Devices // whose memory is emptied too; nil for none
	Now      func() time.Time
}

// Forget deletes what is too old.
func (f *Forgetter) Forget(ctx context.Context) (Forgotten, error) {
	registry, now := f.Registry(), f.Now()
	if f.Devices != nil {
		f.Devices.forget()
	}
	return f.Store.Forget(ctx, Forgetting{
		DaysBefore:   now.Add(-dayMemory),
		YearsBefore:  strconv.Itoa(registry.Year(now.AddDate(0, 0, -yearGrace))),
		QuietBefore:  now.Add(-chanceQuiet),
		ChanceAtMost: chanceAtMost,
		Now:          now,
	}, registry.seats)
}
