package query

// Confidence is how sure a hit is. None of them means "safe".
type Confidence string

// The degrees of confidence, shown as 很像, 可能, 不確定.
const (
	Likely   Confidence = "likely"
	Possible Confidence = "possible"
	Unsure   Confidence = "unsure"
)

// What evidence and names must weigh together. Measured on the development half of search/eval.
const (
	enoughForLikely   = 6.0
	enoughForPossible = 3.5
	// A page far behind the best one is no more than unsure.
	behindBest = 0.45
)

// confidence judges a weight beside the best one.
func confidence(weight, best float64) Confidence {
	switch {
	case weight < behindBest*best:
		return Unsure
	case weight >= enoughForLikely:
		return Likely
	case weight >= enoughForPossible:
		return Possible
	default:
		return Unsure
	}
}
