package outreach

// hiddenBelow and roundedTo are the two rules for figures that the public sees: a small figure could point
// to persons, an exact one would show when one more person scanned.
const (
	hiddenBelow = 10
	roundedTo   = 5
)

// Figure is a count as it may be published: either "under Under" (then AtLeast is 0) or "at least AtLeast".
type Figure struct {
	Under   int
	AtLeast int
}

// Publish rounds an exact count: below 10 it is hidden, else rounded down to a multiple of 5.
func Publish(exact int64) Figure {
	if exact < hiddenBelow {
		return Figure{Under: hiddenBelow}
	}
	return Figure{AtLeast: int(exact / roundedTo * roundedTo)}
}

// PublishSum is the total over published cells. It is made of the published figures alone: a sum of the
// exact ones, beside its cells, would give a hidden cell away. Several hidden cells make "at least 0".
func PublishSum(cells []Figure) Figure {
	if len(cells) == 1 {
		return cells[0]
	}
	sum := Figure{}
	for _, cell := range cells {
		sum.AtLeast += cell.AtLeast
	}
	return sum
}
