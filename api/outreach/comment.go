package outreach

import (
	"context"
	"time"
)

// CommentState is what an organiser decided about a comment. Only approved ones are ever published.
type CommentState string

// The states.
const (
	Pending  CommentState = "pending"
	Approved CommentState = "approved"
	Rejected CommentState = "rejected"
)

// ParseCommentState reads a state as it stands in a request.
func ParseCommentState(text string) (CommentState, bool) {
	state := CommentState(text)
	return state, state == Pending || state == Approved || state == Rejected
}

// Comment is the free text of one feedback, masked when it came in.
type Comment struct {
	ID         Key
	Presenter  string
	Area       string
	Seminar    string // "" for a badge
	Text       string
	State      CommentState
	ReceivedAt time.Time
}

// Moderator lets organisers read comments before anybody else does.
type Moderator struct {
	Registry func() *Registry
	Store    CommentStore
}

// mostComments is how many one page of the list holds; deciding brings the next.
const mostComments = 200

// List gives the comments of a state from the areas that the member of staff looks after, oldest first.
func (m *Moderator) List(ctx context.Context, by Staff, state CommentState) ([]Comment, error) {
	all, err := m.Store.Comments(ctx, state, mostComments)
	if err != nil {
		return nil, err
	}
	registry := m.Registry()
	var own []Comment
	for _, c := range all {
		if by.Area == "" || registry.Within(c.Area, by.Area) {
			own = append(own, c)
		}
	}
	return own, nil
}

// Decide notes what becomes of a comment from those areas.
func (m *Moderator) Decide(ctx context.Context, by Staff, id Key, state CommentState) error {
	comment, err := m.Store.FindComment(ctx, id)
	if err != nil {
		return err
	}
	if by.Area != "" && !m.Registry().Within(comment.Area, by.Area) {
		return NewForbidden()
	}
	return m.Store.DecideComment(ctx, id, state)
}

// NewUnknownComment reports an id under which there is no comment.
func NewUnknownComment() *Error { return &Error{Code: NotFound, Message: "error.unknown_comment"} }

// Opinions is the feedback of one seminar, added up.
type Opinions struct {
	People     int
	Ratings    [5]int         // how many chose 1 to 5
	FirstSteps map[string]int // of FirstSteps; who left it out is in none
	Comments   []string       // approved ones, oldest first
}

// Useful is the mean rating, 1 to 5; 0 without feedback.
func (o Opinions) Useful() float64 {
	sum := 0
	for i, n := range o.Ratings {
		sum += (i + 1) * n
	}
	return float64(sum) / float64(max(o.People, 1))
}

// Enough says whether the public may see anything of it: under ten people nothing, not even approved comments.
func (o Opinions) Enough() bool { return o.People >= fewest }
