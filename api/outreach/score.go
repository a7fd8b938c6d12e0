package outreach

// Level is one of six ranks of a presenter, reached at Points verified scan-ins.
type Level struct {
	ID     string `json:"id"`
	Name   Text   `json:"name"`
	Points int    `json:"points"`
}

// LevelAt gives the level for a number of points.
func (r *Registry) LevelAt(points int) *Level {
	reached := &r.Levels[0]
	for i := range r.Levels {
		if r.Levels[i].Points <= points {
			reached = &r.Levels[i]
		}
	}
	return reached
}
