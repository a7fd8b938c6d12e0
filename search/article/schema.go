package article

import (
	"maps"
	"slices"
)

// field is one key of the front matter.
type field struct {
	key      string
	kind     kind
	optional bool
	// shared: the value does not depend on the language and must be the same in all of them.
	shared bool
	// vocabulary names the data file, or the section of content/, whose ids are legal for the kinds id and ids.
	vocabulary string
	// most is the greatest length of a text in characters; 0 for no limit.
	most int
}

// kind says what a value must look like. fields.go checks each.
type kind int

const (
	text kind = iota
	texts
	day     // YYYY-MM-DD
	instant // RFC 3339 with an offset
	id
	ids
	sources
	number
	boolean
)

func (k kind) String() string {
	return [...]string{"text", "texts", "day", "instant", "id", "ids", "sources", "number", "boolean"}[k]
}

// Lengths in characters. A group message and its short address stay under 200 together: the address is at most 58,
// https://<host of 18>/ea/<slug of 28>.
const (
	mostTitle   = 80
	mostSummary = 200
	mostMessage = 140
	mostScene   = 300 // fits a phone of 360x640 in large type, with both answers below it
	mostReason  = 160
)

// schema is what one section of content/ holds.
type schema struct {
	fields []field
	// headings are the ids of the ## headings, in this order; nil for a free body.
	headings []string
	// scene: the body is one plain paragraph of at most mostScene characters.
	scene bool
}

func sectionNames() []string { return slices.Sorted(maps.Keys(schemas())) }

// schemas are the sections by name.
func schemas() map[string]schema {
	title := field{key: "title", kind: text, most: mostTitle}
	summary := field{key: "summary", kind: text, most: mostSummary}
	reviewed := field{key: "reviewed", kind: day}
	date := field{key: "date", kind: day}
	reviewBy := field{key: "review_by", kind: day}
	category := field{key: "category", kind: id, vocabulary: "categories", shared: true}
	tactics := field{key: "tactics", kind: ids, vocabulary: "tactics", shared: true}
	cited := field{key: "sources", kind: sources}
	message := field{key: "group_message", kind: text, most: mostMessage}
	sections := map[string]schema{
		"tactics": {fields: []field{
			title, summary, category, date, reviewed, reviewBy,
			{key: "channels", kind: ids, vocabulary: "channels", shared: true},
			{key: "audiences", kind: ids, vocabulary: "audiences", shared: true},
			{key: "claims", kind: ids, vocabulary: "claims", shared: true},
			{key: "moves", kind: ids, vocabulary: "moves", shared: true},
			{key: "also_called", kind: texts},
			{key: "says", kind: texts},
			{key: "asks", kind: texts},
			{key: "related", kind: ids, vocabulary: "tactics", shared: true},
			cited, message,
		}, headings: []string{"how-it-goes", "red-flags", "is-it-a-scam", "i-paid", "loved-one", "why-it-works", "who", "genuine"}},
		"alerts": {fields: []field{
			title, summary, category, date, reviewed,
			{key: "expires", kind: day, shared: true},
			{key: "areas", kind: ids, vocabulary: "areas", shared: true},
			tactics, cited, message,
		}},
		"guides": {fields: []field{
			title, summary, date, reviewed, reviewBy,
			{key: "weight", kind: number, shared: true}, cited,
			{key: "audiences", kind: ids, vocabulary: "audiences", shared: true, optional: true},
		}},
		"videos": {fields: []field{
			title, summary, date, reviewed, reviewBy, tactics, cited,
			{key: "seconds", kind: number, shared: true}, // that each scene lasts
			{key: "captions", kind: texts},               // one a scene; the body is the transcript
		}},
		"seminars": {fields: []field{
			title, summary,
			{key: "starts", kind: instant, shared: true},
			{key: "ends", kind: instant, shared: true},
			{key: "area", kind: id, vocabulary: "areas", shared: true},
			{key: "venue", kind: text, most: mostTitle},
			{key: "seats", kind: number, shared: true},
			{key: "presenter", kind: id, vocabulary: "presenters", shared: true},
			tactics,
			{key: "demo", kind: boolean, shared: true},
			{key: "reviewed", kind: day, optional: true},
		}},
		"items": {fields: []field{
			{key: "truth", kind: id, vocabulary: "truths", shared: true},
			{key: "form", kind: id, vocabulary: "forms", shared: true},
			{key: "channel", kind: id, vocabulary: "channels", shared: true},
			{key: "tactic", kind: id, vocabulary: "tactics", shared: true}, // a genuine item: the one that it resembles
			{key: "explanation", kind: text, most: mostReason},
			reviewed,
			{key: retiredKey, kind: boolean, shared: true, optional: true},
		}, scene: true},
		"pages": {fields: []field{title, summary, reviewed, reviewBy}},
	}
	for name, s := range sections {
		s.fields = append(s.fields, field{key: draftKey, kind: boolean, optional: true})
		sections[name] = s
	}
	return sections
}
