package outreach

import "context"

// Gap is a search that led to no page, as far as it may be kept (search/query.Gap): never a story, never who asked.
type Gap struct {
	Text string // folded words
	Lang string // zh-hant, zh-hans or en
	Day  string // 2026-11-22, in the registry's time zone
}

// GapCount is a gap that was met on several days.
type GapCount struct {
	Text, Lang  string
	Days, Times int64
	Last        string // day, like Gap.Day
}

// GapStore counts gaps per day and forgets those of days before GapMemory. Errors are as those of ScanStore.
type GapStore interface {
	RecordGap(ctx context.Context, gap Gap) error
	// Gaps lists what was met on at least days days, the most days first.
	Gaps(ctx context.Context, days int64) ([]GapCount, error)
}

// What editors see, and for how long it is kept.
const (
	GapDays   = 3  // days on which a text must be met before it is listed: one reader's words are not
	GapMemory = 90 // days
)
