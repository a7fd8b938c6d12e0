package outreach

import "context"

// ScanStore keeps scan-ins. RecordScan answers only after the row is on disk. The same Key with the same
// BodyHash gives the first answer again; with another BodyHash it is a Conflict. Scan.Device, if any, counts
// when it is the first of its presenter and year. Errors are *Error with Conflict or Unavailable, else internal.
type ScanStore interface {
	RecordScan(ctx context.Context, scan Scan) (Recorded, error)
}

// FeedbackStore keeps feedback under the same rules as ScanStore.
type FeedbackStore interface {
	RecordFeedback(ctx context.Context, feedback Feedback) (Recorded, error)
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
