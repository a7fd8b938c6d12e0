package outreach

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxComment is the longest comment in characters.
const maxComment = 1000

// FirstSteps are the answers to "what will you do first when such a call comes", in the order in which they are offered.
func FirstSteps() []string {
	return []string{"hang_up", "ask_someone", "call_police", "check_myself", "listen_on", "unsure"}
}

// FeedbackRequest is an opinion about a talk as a client sends it, unchecked. FirstStep and Comment may be empty.
type FeedbackRequest struct {
	Code      string
	Key       string
	Rating    int // 1 (not useful) to 5 (very useful)
	FirstStep string
	Comment   string
	Locale    string
}

// Feedback is one row. The comment is masked: see Mask.
type Feedback struct {
	ID         Key
	Key        Key
	BodyHash   string
	Code       Code
	Presenter  string
	Area       string
	Seminar    string // "" for a badge
	Rating     int
	FirstStep  string
	Comment    string
	Locale     string
	ReceivedAt time.Time
}

// Reviewer records feedback.
type Reviewer struct {
	Registry func() *Registry
	Store    FeedbackStore
	Secrets  Secrets
	Now      func() time.Time
	Random   io.Reader
}

// Record checks, masks and stores one feedback. Errors are those of Recorder.Record.
func (r *Reviewer) Record(ctx context.Context, req FeedbackRequest) (Recorded, error) {
	registry, now := r.Registry(), r.Now()
	feedback, err := req.validate(registry)
	if err != nil {
		return Recorded{}, err
	}
	target, _, ok := r.Secrets.judge(registry, feedback.Code, now)
	if !ok {
		return Recorded{}, newUnknownCode()
	}
	feedback.Presenter, feedback.Area, feedback.ReceivedAt = target.Presenter.ID, target.Area.ID, now
	if target.Seminar != nil {
		feedback.Seminar = target.Seminar.ID
	}
	if feedback.ID, err = NewKey(now, r.Random); err != nil {
		return Recorded{}, err
	}
	return r.Store.RecordFeedback(ctx, feedback)
}

func (req FeedbackRequest) validate(registry *Registry) (Feedback, error) {
	var f faults
	feedback := Feedback{Rating: req.Rating, FirstStep: req.FirstStep, Locale: req.Locale}
	feedback.Code = f.code(req.Code)
	feedback.Key = f.key(req.Key)
	f.locale(req.Locale, registry)
	if req.Rating < 1 || req.Rating > 5 {
		f.add("rating", "field.rating")
	}
	if req.FirstStep != "" && !slices.Contains(FirstSteps(), req.FirstStep) {
		f.add("first_step", "field.first_step")
	}
	feedback.Comment = f.text("comment", req.Comment, maxComment)
	// The hash is taken after masking: a hash of a bare phone number could be reversed by trying them all.
	feedback.BodyHash = bodyHash(string(feedback.Code), strconv.Itoa(req.Rating), req.FirstStep, feedback.Comment, req.Locale)
	return feedback, f.err()
}

// text gives what is stored of a free text: line ends unified, white space around it gone, persons masked.
func (f *faults) text(field, text string, limit int) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if utf8.RuneCountInString(text) > limit {
		f.addMax(field, "field.too_long", limit)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		f.add(field, "field.control")
	}
	return Mask(text)
}
