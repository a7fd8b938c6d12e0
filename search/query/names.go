package query

import (
	"strings"
	"unicode/utf8"
)

// What it says for a page that one of its names is typed.
const (
	nameIsText  = 7.0 // the text is the name
	nameInText  = 1.0 // the name stands in the text: this for each Chinese character or two Latin letters, up to mostForName
	textInName  = 5.0 // the text is a part of the name: this times the part's share
	mostForName = 4.0
	nameHeard   = 0.8 // times this if it only sounds the same
	nameNearly  = 0.7 // times this if one character differs
)

// typed is a reader's text as names are compared with it.
type typed struct {
	text  string // folded
	runes []rune // of text
	size  float64
	heard string // as spoken joins it; empty for a story
}

// name is a name of a page, folded, made ready for comparing.
type name struct {
	text  string
	runes []rune
	size  float64
	heard string // as spoken joins it; empty without Chinese characters
}

func newName(folded string) name {
	n := name{text: folded, runes: []rune(folded), size: nameSize(folded)}
	if hasHan(folded) {
		n.heard = spoken(heardSyllables(folded))
	}
	return n
}

// weighNames returns the most that one of the names says.
func (t typed) weighNames(names []name) float64 {
	best := 0.0
	for _, n := range names {
		best = max(best, t.weighName(n))
	}
	return best
}

func (t typed) weighName(n name) float64 {
	if n.size < 2 {
		return 0
	}
	most := min(nameInText*n.size, mostForName)
	switch {
	case t.text == n.text:
		return nameIsText
	case containsWhole(t.text, n.text):
		return most
	case t.size >= 2 && containsWhole(n.text, t.text):
		return textInName * t.size / n.size
	case t.heard == "" || n.heard == "":
		return 0
	}
	typedSyllables, syllables := strings.Count(t.heard, "'")-1, strings.Count(n.heard, "'")-1
	switch {
	case n.heard == t.heard:
		return nameIsText * nameHeard
	case syllables >= 3 && strings.Contains(t.heard, n.heard):
		return most * nameHeard
	case typedSyllables >= 2 && strings.Contains(n.heard, t.heard):
		return textInName * nameHeard * float64(typedSyllables) / float64(syllables)
	case n.size >= 3 && nearly(t.runes, n.runes):
		return most * nameNearly
	}
	return 0
}

// nameSize counts Chinese characters, and two letters of other scripts as one.
func nameSize(s string) float64 {
	size := 0.0
	for _, r := range s {
		switch {
		case isHan(r):
			size++
		case isWordRune(r):
			size += 0.5
		}
	}
	return size
}

// containsWhole: part stands in text, and where it is Latin, as whole words.
func containsWhole(text, part string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], part)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(part):])
		first, _ := utf8.DecodeRuneInString(part)
		last, _ := utf8.DecodeLastRuneInString(part)
		inside := isWordRune(before) && isWordRune(first) || isWordRune(last) && isWordRune(after)
		if !inside {
			return true
		}
		from = at + len(part)
	}
}

// nearly: a stretch of the text is the name but for one character.
func nearly(a, b []rune) bool {
	for at := 0; at+len(b) <= len(a); at++ {
		differ := 0
		for i := range b {
			if a[at+i] != b[i] {
				if differ++; differ > 1 {
					break
				}
			}
		}
		if differ <= 1 {
			return true
		}
	}
	return false
}
