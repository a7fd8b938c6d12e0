package outreach

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"time"
)

// Truth is what a scene of the quiz is, or what somebody took it for.
type Truth string

// The truths.
const (
	Scam    Truth = "scam"
	Genuine Truth = "genuine"
)

func (t Truth) known() bool { return t == Scam || t == Genuine }

// The two parallel halves of the item bank.
const (
	FormA = "a"
	FormB = "b"
)

// Item is one scene. A retired one is drawn no more, and answers to it that were under way still count.
type Item struct {
	Slug    string `json:"slug"`
	Truth   Truth  `json:"truth"`
	Form    string `json:"form"`
	Channel string `json:"channel"`
	Tactic  string `json:"tactic"` // of a genuine scene: the one that it resembles
	Retired bool   `json:"retired"`
}

// Round says when, seen from the talk, four scenes were judged.
type Round string

// The rounds. The last two reach people who kept a link.
const (
	Before Round = "before"
	After  Round = "after"
	Day30  Round = "day30"
	Day90  Round = "day90"
)

// Rounds gives all rounds in the order of time.
func Rounds() []Round { return []Round{Before, After, Day30, Day90} }

// itemsPerRound is what two minutes allow.
const itemsPerRound = 4

// QuizRequest is one round of one person as a client sends it, unchecked.
type QuizRequest struct {
	Code    string
	Key     string
	Token   string // 22 characters of base64url, random, made by the phone for this seminar alone: it joins the rounds
	Round   string
	Form    string
	Answers []QuizAnswer
	Locale  string
}

// QuizAnswer is one scene and what the person said that it is.
type QuizAnswer struct {
	Item string
	Said string
}

// Source says how a round came in.
type Source string

// The sources.
const (
	Phone Source = "phone"
	Paper Source = "paper" // entered by staff
)

// Quiz is one row: a checked round. It leads to no person, no phone and no scan-in.
type Quiz struct {
	ID         Key
	Key        Key
	BodyHash   string
	Code       Code // the printed one
	Presenter  string
	Area       string
	Seminar    string // "" for a badge
	Token      string // tokenHash
	Round      Round
	Form       string
	Source     Source
	Answers    []Judgement
	Locale     string
	ReceivedAt time.Time
}

// Judgement is one answer beside the truth of the day on which it came in: an item may be retired or put right later.
type Judgement struct {
	Item  string
	Truth Truth
	Said  Truth
}

// Examiner records rounds of the quiz.
type Examiner struct {
	Registry func() *Registry
	Store    QuizStore
	Secrets  Secrets
	Now      func() time.Time
	Random   io.Reader
}

// Enrolled answers a round. Code is the printed code of the talk: the phone may have come with one that will soon
// be too old, and needs one for day 90. It is "" for a seminar without a poster.
type Enrolled struct {
	Recorded
	Code Code
}

// Record checks and stores one round. A round that the token has answered before keeps its first answers: only
// the first judgement of a scene is a measurement. Errors are those of Recorder.Record.
func (x *Examiner) Record(ctx context.Context, req QuizRequest) (Enrolled, error) {
	quiz, err := x.read(req, Phone)
	if err != nil {
		return Enrolled{}, err
	}
	recorded, err := x.Store.RecordQuiz(ctx, quiz)
	return Enrolled{recorded, quiz.Code}, err
}

// maxBatch is a stack of paper that one person types in one go.
const maxBatch = 120

// RecordBatch checks all rounds of a stack of paper, then stores them. A member of staff enters those of talks that
// they give or look after. Nothing is stored when one of them is wrong; when storing breaks off, the same stack may be
// sent again.
func (x *Examiner) RecordBatch(ctx context.Context, by Staff, stack []QuizRequest) ([]Recorded, error) {
	if len(stack) == 0 || len(stack) > maxBatch {
		var f faults
		f.addMax("rounds", "field.batch", maxBatch)
		return nil, f.err()
	}
	rows := make([]Quiz, len(stack))
	for i, req := range stack {
		row, err := x.read(req, Paper)
		if err != nil {
			return nil, within(err, "rounds."+strconv.Itoa(i))
		}
		if !x.Registry().sees(by, row.Presenter, row.Area) {
			return nil, NewForbidden()
		}
		rows[i] = row
	}
	answers := make([]Recorded, len(rows))
	for i, row := range rows {
		var err error
		if answers[i], err = x.Store.RecordQuiz(ctx, row); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// read makes a row of a request.
func (x *Examiner) read(req QuizRequest, source Source) (Quiz, error) {
	registry, now := x.Registry(), x.Now()
	quiz, err := req.validate(registry)
	if err != nil {
		return Quiz{}, err
	}
	target, ok := registry.Find(quiz.Code) // a live code's tag proves presence, which no quiz asks for
	if quiz.Code.Kind() == TypedCode {
		target, _, ok = x.Secrets.judge(registry, quiz.Code, now)
	}
	if !ok {
		return Quiz{}, newUnknownCode()
	}
	quiz.Code, quiz.Presenter, quiz.Area, quiz.ReceivedAt, quiz.Source = target.Code, target.Presenter.ID, target.Area.ID, now, source
	if target.Seminar != nil {
		quiz.Seminar = target.Seminar.ID
	}
	quiz.Token = tokenHash(quiz.Presenter+" "+quiz.Seminar, req.Token)
	quiz.ID, err = NewKey(now, x.Random)
	return quiz, err
}

func (req QuizRequest) validate(registry *Registry) (Quiz, error) {
	var f faults
	quiz := Quiz{Round: Round(req.Round), Form: req.Form, Locale: req.Locale}
	quiz.Code = f.code(req.Code)
	quiz.Key = f.key(req.Key)
	if raw, err := base64.RawURLEncoding.Strict().DecodeString(req.Token); err != nil || len(raw) != 16 {
		f.add("token", "field.token")
	}
	if !slices.Contains(Rounds(), quiz.Round) {
		f.add("round", "field.round")
	}
	if req.Form != FormA && req.Form != FormB {
		f.add("form", "field.form")
	}
	quiz.Answers = f.answers(req, registry)
	f.locale(req.Locale, registry)
	fields := []string{string(quiz.Code), req.Token, req.Round, req.Form, req.Locale}
	for _, a := range quiz.Answers {
		fields = append(fields, a.Item, string(a.Said))
	}
	quiz.BodyHash = bodyHash(fields...)
	return quiz, f.err()
}

// answers reads the four judgements of a round: of different scenes, all of the round's form.
func (f *faults) answers(req QuizRequest, registry *Registry) []Judgement {
	if len(req.Answers) != itemsPerRound {
		f.addMax("answers", "field.answers", itemsPerRound)
		return nil
	}
	var judgements []Judgement
	for i, a := range req.Answers {
		field := "answers." + strconv.Itoa(i)
		item, said := registry.items[a.Item], Truth(a.Said)
		switch {
		case item == nil || item.Form != req.Form:
			f.add(field+".item", "field.item")
		case slices.ContainsFunc(judgements, func(j Judgement) bool { return j.Item == a.Item }):
			f.add(field+".item", "field.item_twice")
		case !said.known():
			f.add(field+".said", "field.said")
		default:
			judgements = append(judgements, Judgement{item.Slug, item.Truth, said})
		}
	}
	return judgements
}

// tokenHash is what the database keeps of a token: the same token at another talk is another person. The token has
// 128 random bits, so that nobody finds it from the hash; under a key it would be lost at a change of secrets, and
// with it the way from day 90 back to the talk.
func tokenHash(talk, token string) string {
	sum := sha256.Sum256([]byte("quiz token " + talk + " " + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
