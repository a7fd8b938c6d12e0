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

// CountStore reads the maintained counters of a period, PeriodAll or a month "2006-01". A presenter nobody
// has scanned has no row.
type CountStore interface {
	Counts(ctx context.Context, period string) ([]Count, error)
}

// Recorded is the store's receipt.
type Recorded struct {
	ID      Key
	Counted bool // scans only: the first scan-in of this device for this presenter in this year
	Fresh   bool // false when the key was known: the answer is that of the first time
}

// PeriodAll is the period of counters that began with the service.
const PeriodAll = "all"

// Count is what a presenter's counters say about one period. Reach is distinct counted devices (a new year
// counts a phone anew), Scans is all rows, Points is verified scan-ins.
type Count struct {
	Presenter            string
	Scans, Reach, Points int64
}
