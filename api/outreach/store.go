package outreach

import "context"

// ScanStore keeps scan-ins. RecordScan answers only after the row is on disk. The same Key with the same
// BodyHash gives the first answer again; with another BodyHash it is a Conflict. Scan.Device, if any, counts
// when it is the first of its presenter and year. Errors are *Error with Conflict or Unavailable, else internal.
type ScanStore interface {
	RecordScan(ctx context.Context, scan Scan) (Recorded, error)
}

// FeedbackStore keeps feedback under the same rules as ScanStore, and adds up that of a seminar.
type FeedbackStore interface {
	RecordFeedback(ctx context.Context, feedback Feedback) (Recorded, error)
	Opinions(ctx context.Context, seminar string) (Opinions, error)
}

// CommentStore reads the comments of feedback and what organisers decided about them. Comments lists those of a state,
// oldest first, at most limit. The others are NotFound for an id that has no comment; a decision may be changed.
type CommentStore interface {
	FindComment(ctx context.Context, id Key) (Comment, error)
	Comments(ctx context.Context, state CommentState, limit int) ([]Comment, error)
	DecideComment(ctx context.Context, id Key, state CommentState) error
}

// QuizStore keeps rounds of the quiz under the same rules as ScanStore, and reads them. A round that its token has
// answered before is not stored again: the answer is that of the first time. Quizzes gives the rounds of a seminar,
// each with its answers, in no order; of a row it fills what a score needs: Token, Round, Source and Answers.
type QuizStore interface {
	RecordQuiz(ctx context.Context, quiz Quiz) (Recorded, error)
	Quizzes(ctx context.Context, seminar string) ([]Quiz, error)
}

// CountStore reads the maintained counters of a period: PeriodAll, a year "2006" or a month "2006-01", for areas
// also a day "2006-01-02". A presenter or an area without a scan-in has no row.
type CountStore interface {
	Counts(ctx context.Context, period string) ([]Count, error)
	AreaCounts(ctx context.Context, period string) ([]AreaCount, error)
}

// SessionStore reads what is known of a session; one without a scan-in has nothing but its ID.
type SessionStore interface {
	Session(ctx context.Context, id string) (Session, error)
}

// Recorded is the store's receipt.
type Recorded struct {
	ID      Key
	Counted bool // scans only: the first scan-in of this device for this presenter in this year
	Fresh   bool // false when the key was known: the answer is that of the first time
}

// PeriodAll is the period of counters that began with the service.
const PeriodAll = "all"

// Figures are sums over scan-ins. Reach is distinct devices, each counted for the presenter who met it first in
// a year; Scans is all rows, which Live to Assisted divide by tier; Points are earned, Held wait for an organiser.
type Figures struct {
	Scans, Reach, Points, Held                 int64
	Live, Typed, Late, Printed, Slip, Assisted int64
}

// Add adds each figure of more.
func (f *Figures) Add(more Figures) {
	f.Scans += more.Scans
	f.Reach += more.Reach
	f.Points += more.Points
	f.Held += more.Held
	f.Live += more.Live
	f.Typed += more.Typed
	f.Late += more.Late
	f.Printed += more.Printed
	f.Slip += more.Slip
	f.Assisted += more.Assisted
}

// Tier gives the figure of a tier.
func (f *Figures) Tier(t Tier) *int64 {
	switch t {
	case Live:
		return &f.Live
	case Typed:
		return &f.Typed
	case Late:
		return &f.Late
	case Slip:
		return &f.Slip
	case Assisted:
		return &f.Assisted
	}
	return &f.Printed
}

// Count is a presenter's figures for one period.
type Count struct {
	Presenter string
	Figures
}

// AreaCount is the figures of what happened in an area, without those below it.
type AreaCount struct {
	Area string
	Figures
}
