package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// Store is what the suite needs of a database.
type Store interface {
	outreach.ScanStore
	outreach.FeedbackStore
	outreach.QuizStore
	outreach.CommentStore
	outreach.CountStore
	outreach.GapStore
	outreach.HoldStore
	outreach.SaltStore
	outreach.ForgetStore
	outreach.StaffStore
	outreach.AuditStore
	// Recount makes the sums of Counts from the rows.
	Recount(ctx context.Context, period string) ([]outreach.Count, error)
	RecountAreas(ctx context.Context, period string) ([]outreach.AreaCount, error)
	Ready(ctx context.Context) error
	Close() error
}

// Run holds a database to the contract. fresh makes an empty database for one test; the function it returns
// opens that database, again after a Close.
func Run(t *testing.T, fresh func(t *testing.T) (open func(t *testing.T) Store)) {
	for name, test := range map[string]func(*testing.T, func(*testing.T) Store){
		"the same key and body give the same answer":            sameKeySameBody,
		"the same key with another body is a conflict":          sameKeyOtherBody,
		"a thousand tries at once of one scan-in make one row":  thousandTries,
		"a device counts once for a presenter and year":         deviceCountsOnce,
		"a device counts for each presenter and each year":      deviceCountsForEach,
		"without a cookie a scan-in is kept and never counted":  withoutCookie,
		"two programs on one database agree on each scan-in":    twoProgramsAgree,
		"a failing scan-in does not spoil those beside it":      failuresStayAlone,
		"counters equal a recount after a crowd":                countersEqualRecount,
		"counters of a month end at midnight in the time zone":  monthBoundary,
		"presenters nobody scanned have no counters":            emptyCounters,
		"a device earns one point for a presenter and year":     onePointForADevice,
		"late scan-ins share a fifth, or the seats":             lateOnesShareAFifth,
		"doubtful points are held until somebody decides":       doubtfulPointsAreHeld,
		"a clean scan-in supersedes a held one":                 aCleanScanInSupersedesAHeldOne,
		"a flood is decided at once":                            aFloodIsDecidedAtOnce,
		"a restart keeps how scan-ins arrived":                  aRestartKeepsPatterns,
		"many sessions of a phone in one day are seen":          manySessionsOfAPhoneAreSeen,
		"a pattern that was chance is released":                 chanceIsReleased,
		"a pattern that is certain keeps what it held":          aCertainPatternKeepsWhatItHeld,
		"a salt is made once, and anew without its secret":      saltsAreMadeOnce,
		"salts and hashes of days are forgotten":                devicesAreForgotten,
		"feedback is kept once and other words are a conflict":  feedbackOnce,
		"a round of the quiz is kept once":                      quizOnce,
		"rounds of a seminar come with their answers":           quizzesOfASeminar,
		"feedback of a seminar is summed up":                    feedbackIsSummed,
		"a comment is held until somebody has read it":          commentsAreHeld,
		"a restart keeps scan-ins, devices, counters, feedback": restartKeepsEverything,
		"gaps are listed once met on three days":                gapsAreListedAfterThreeDays,
		"gaps of long ago are forgotten":                        gapsAreForgotten,
		"a link signs in once, however many try":                linkSignsInOnce,
		"a link too old, revoked or unknown signs nobody in":    linkThatIsNotGood,
		"a session ends by age, by idleness and by being ended": sessionEnds,
		"ending ends what belongs to the id and nothing else":   endingEndsWhatBelongs,
		"each use of a session writes one row of the audit":     usesAreAudited,
		"rows of the audit come newest first, as asked for":     auditIsRead,
		"ready writes again and again":                          readyWrites,
		"a closed store is unavailable":                         closedIsUnavailable,
	} {
		t.Run(name, func(t *testing.T) { test(t, fresh(t)) })
	}
}

// noon is a moment well inside a day, a month and a year of every time zone.
var noon = time.Date(2026, 11, 15, 4, 0, 0, 0, time.UTC)

// newScan is a valid scan-in of presenter p-1 by a device.
func newScan(t *testing.T, device string) outreach.Scan {
	return outreach.Scan{
		ID: newKey(t), Key: newKey(t), BodyHash: "body", Code: "FR23R1AV", Presenter: "p-1", Team: "t-1", Area: "a-1", Seminar: "s-1",
		Session: "s/s-1", Seats: 60, Device: device, Year: 2026, Month: "2026-11", Day: "2026-11-15", Tier: outreach.Printed,
		SeenAt: noon, ReceivedAt: noon, Locale: "zh-hant",
	}
}

func newKey(t *testing.T) outreach.Key { return keyAt(t, noon) }

func keyAt(t *testing.T, at time.Time) outreach.Key {
	key, err := outreach.NewKey(at, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func record(t *testing.T, s Store, scan outreach.Scan) outreach.Recorded {
	t.Helper()
	got, err := s.RecordScan(t.Context(), scan)
	if err != nil {
		t.Fatalf("RecordScan: %v", err)
	}
	return got
}

// closing closes the store when the test ends.
func closing(t *testing.T, s Store) Store {
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// wantCode checks that err is an *outreach.Error with the code.
func wantCode(t *testing.T, err error, code outreach.ErrorCode) {
	t.Helper()
	var e *outreach.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Errorf("error is %v, want code %s", err, code)
	}
}

func readyWrites(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for range 3 {
		if err := s.Ready(t.Context()); err != nil {
			t.Fatalf("Ready: %v", err)
		}
	}
}

func closedIsUnavailable(t *testing.T, open func(*testing.T) Store) {
	s := open(t)
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	_, err := s.RecordScan(t.Context(), newScan(t, "d"))
	wantCode(t, err, outreach.Unavailable)
	wantCode(t, s.Ready(t.Context()), outreach.Unavailable)
}
