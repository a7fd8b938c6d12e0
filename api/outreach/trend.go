package outreach

import "cmp"

// Trend is this month's reach so far beside the whole of last month's, both as published.
type Trend struct {
	Direction            Direction
	ThisMonth, LastMonth Figure
}

// Direction compares two published figures.
type Direction string

// Up, Down and Same compare figures that are known; two hidden ones make no direction at all.
const (
	Up      Direction = "up"
	Down    Direction = "down"
	Same    Direction = "same"
	Unknown Direction = "unknown"
)

// newTrend looks at published figures alone, so that it tells nothing that they do not.
func newTrend(this, last Figure) Trend {
	direction := Same
	switch cmp.Compare(this.AtLeast, last.AtLeast) {
	case 1:
		direction = Up
	case -1:
		direction = Down
	default:
		if this.AtLeast == 0 {
			direction = Unknown
		}
	}
	return Trend{direction, this, last}
}
