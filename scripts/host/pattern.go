package main

import (
	"errors"
	"fmt"
	"strings"
)

// pattern is the left side of a rule: fixed segments, :placeholders for one segment each, and a splat (*) for the
// rest, possibly nothing.
type pattern struct {
	segments []string
	splat    bool
}

func parsePattern(text string) (pattern, error) {
	if !strings.HasPrefix(text, "/") {
		return pattern{}, errors.New("a path pattern starts with /")
	}
	if strings.ContainsAny(text, "?#") {
		return pattern{}, errors.New("a path pattern holds no query and no fragment")
	}
	p := pattern{segments: split(text)}
	if n := len(p.segments); n > 0 && p.segments[n-1] == "*" {
		p.segments, p.splat = p.segments[:n-1], true
	}
	for _, segment := range p.segments {
		if strings.Contains(segment, "*") || segment == ":splat" || segment == ":" {
			return pattern{}, fmt.Errorf("segment %q: scripts/host knows * as the whole last segment only", segment)
		}
	}
	return p, nil
}

// split cuts a path into segments; a slash at the end makes no difference.
func split(path string) []string {
	path = strings.Trim(path, "/")
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// match tells whether path matches, and what each placeholder and the splat stand for.
func (p pattern) match(path string) (map[string]string, bool) {
	segments := split(path)
	if len(segments) < len(p.segments) || (len(segments) > len(p.segments) && !p.splat) {
		return nil, false
	}
	values := map[string]string{}
	for i, want := range p.segments {
		switch {
		case strings.HasPrefix(want, ":"):
			values[want] = segments[i]
		case want != segments[i]:
			return nil, false
		}
	}
	if p.splat {
		values[":splat"] = strings.Join(segments[len(p.segments):], "/")
	}
	return values, true
}

// checkTarget refuses a placeholder that the pattern does not bind.
func (p pattern) checkTarget(target string) error {
	bound := map[string]bool{":splat": p.splat}
	for _, segment := range p.segments {
		bound[segment] = true
	}
	for _, segment := range split(target) {
		if strings.HasPrefix(segment, ":") && !bound[segment] {
			return fmt.Errorf("to uses %s, which from does not name", segment)
		}
	}
	return nil
}

// expand puts the values into the placeholders of a target path.
func expand(target string, values map[string]string) string {
	segments := strings.Split(target, "/")
	for i, segment := range segments {
		if value, ok := values[segment]; ok {
			segments[i] = value
		}
	}
	return strings.Join(segments, "/")
}

// overlaps tells whether some path matches both patterns.
func (p pattern) overlaps(q pattern) bool {
	for i := 0; i < len(p.segments) || i < len(q.segments); i++ {
		if i >= len(p.segments) {
			return p.splat
		}
		if i >= len(q.segments) {
			return q.splat
		}
		a, b := p.segments[i], q.segments[i]
		if a != b && !strings.HasPrefix(a, ":") && !strings.HasPrefix(b, ":") {
			return false
		}
	}
	return true
}
