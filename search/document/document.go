package document

// Document is one page in one language. Texts are as readers see them; folding is the index's business.
type Document struct {
	ID           string   `json:"id"` // <lang>_<section>_<slug>
	Lang         string   `json:"lang"`
	Section      string   `json:"section"` // tactics, guides or alerts
	Slug         string   `json:"slug"`
	URL          string   `json:"url"` // site-relative, such as /en/tactics/task-rebate/
	Title        string   `json:"title"`
	Summary      string   `json:"summary"`
	Category     string   `json:"category"` // id of site/data/categories.yaml, or empty
	CategoryName string   `json:"category_name"`
	Channels     []string `json:"channels"`    // ids of site/data/channels.yaml
	Audiences    []string `json:"audiences"`   // ids of site/data/audiences.yaml
	Claims       []string `json:"claims"`      // ids of site/data/claims.yaml
	Moves        []string `json:"moves"`       // ids of site/data/moves.yaml
	AlsoCalled   []string `json:"also_called"` // other names and search words
	Says         []string `json:"says"`        // what the fraudster says, as heard
	Asks         []string `json:"asks"`        // what the victim is asked to do
	Body         string   `json:"body"`        // plain text
	Date         string   `json:"date"`        // YYYY-MM-DD
	Reviewed     string   `json:"reviewed"`    // YYYY-MM-DD or empty
	Expires      string   `json:"expires"`     // YYYY-MM-DD or empty
}

// Languages are the languages of the site; each has an index of its own.
func Languages() []string { return []string{"zh-hant", "zh-hans", "en"} }

// Sections are the sections that can be searched.
func Sections() []string { return []string{"tactics", "guides", "alerts"} }
