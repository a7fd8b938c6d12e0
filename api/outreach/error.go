package outreach

import (
	"errors"
	"fmt"
	"slices"
)

// ErrorCode says what kind of failure an Error is. api/web turns each into one HTTP status.
type ErrorCode string

// The codes a client can meet; they are part of api/openapi.yaml.
const (
	Invalid          ErrorCode = "invalid"
	NotSignedIn      ErrorCode = "not_signed_in"
	Forbidden        ErrorCode = "forbidden"
	NotFound         ErrorCode = "not_found"
	Conflict         ErrorCode = "conflict"
	TooLarge         ErrorCode = "too_large"
	MethodNotAllowed ErrorCode = "method_not_allowed"
	RateLimited      ErrorCode = "rate_limited"
	Unavailable      ErrorCode = "unavailable"
	Internal         ErrorCode = "internal"
)

// Error is a failure that a client may be told about.
type Error struct {
	Code    ErrorCode
	Message string            // key in site/data/messages.yaml
	Args    map[string]string // values for the placeholders of that message
	Fields  []FieldError      // which inputs are at fault; only with Invalid
	Cause   error             // for the log, never sent
}

// FieldError says what is wrong with one input.
type FieldError struct {
	Field   string // name as the client sent it
	Message string // key in site/data/messages.yaml
	Args    map[string]string
}

// Error describes the failure for the log.
func (e *Error) Error() string {
	text := fmt.Sprintf("%s (%s)", e.Code, e.Message)
	for _, f := range e.Fields {
		text += fmt.Sprintf(" %s: %s", f.Field, f.Message)
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause, which may be nil.
func (e *Error) Unwrap() error { return e.Cause }

// NewUnavailable reports a failure that passes by itself: the client keeps its request and tries again.
func NewUnavailable(cause error) *Error {
	return &Error{Code: Unavailable, Message: "error.unavailable", Cause: cause}
}

// NewConflict reports a key that was used before with another body.
func NewConflict() *Error {
	return &Error{Code: Conflict, Message: "error.conflict"}
}

func newUnknownCode() *Error {
	return &Error{Code: NotFound, Message: "error.unknown_code"}
}

// faults collects everything wrong with a request, so that the reader mends it in one go.
type faults []FieldError

func (f *faults) add(field, message string) {
	*f = append(*f, FieldError{Field: field, Message: message})
}

func (f *faults) addMax(field, message string, limit int) {
	*f = append(*f, FieldError{Field: field, Message: message, Args: map[string]string{"max": fmt.Sprint(limit)}})
}

// err is nil when nothing was collected.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Message: "error.invalid", Fields: f}
}

// within puts the field names of err under the part of the request that holds them.
func within(err error, part string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	inner := *e
	inner.Fields = slices.Clone(e.Fields)
	for i := range inner.Fields {
		inner.Fields[i].Field = part + "." + inner.Fields[i].Field
	}
	return &inner
}
