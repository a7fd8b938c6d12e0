package query

import (
	"context"
	"net/http"
	"time"

	"fangzha/search/normalize"

	"github.com/meilisearch/meilisearch-go"
)

// answerTimeout bounds a search whose caller set no earlier deadline.
const answerTimeout = 2 * time.Second

// Searcher asks one Meilisearch. It is safe for concurrent use.
type Searcher struct {
	server meilisearch.ServiceManager
	prefix string
}

// New returns a Searcher for the indexes that search/index published under indexPrefix. key needs the right to search them
// and no other (index.SearchKey). httpClient may be nil; answers are cut at maxAnswer bytes whatever its transport. New does
// not connect: a wrong address shows as ErrUnavailable when searching.
func New(meiliURL, key, indexPrefix string, httpClient *http.Client) *Searcher {
	client := &http.Client{}
	if httpClient != nil {
		*client = *httpClient
	}
	client.Transport = boundedTransport{next: client.Transport}
	return &Searcher{
		prefix: indexPrefix,
		server: meilisearch.New(meiliURL, meilisearch.WithAPIKey(key), meilisearch.WithCustomClient(client), meilisearch.DisableRetries()),
	}
}

// Answer is what a search found, best first.
type Answer struct {
	Hits   []Hit
	Engine string // "meilisearch"
}

// Hit is one page. Texts are those of the page; Highlights hold the same texts with the matches marked.
type Hit struct {
	Slug, Section, Title, Summary, Category, CategoryName, URL string
	Highlights                                                 Highlights
}

// Highlights are the texts of a hit in segments, which put together give the whole text.
type Highlights struct {
	Title   []Segment `json:"title"`
	Summary []Segment `json:"summary"`
}

// Segment is a piece of text that matched (Hit) or did not.
type Segment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// Search finds the pages for r in one request to Meilisearch. Errors: *InvalidError if r cannot be searched, and otherwise
// ErrUnavailable, wrapped with the reason, when Meilisearch gave no usable answer before the context or answerTimeout ended.
func (s *Searcher) Search(ctx context.Context, r Request) (Answer, error) {
	r, err := r.checked()
	if err != nil {
		return Answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	plan := newPlan(normalize.Fold(r.Text))
	answers, err := s.ask(ctx, r, plan)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Hits: []Hit{}, Engine: "meilisearch"}
	for _, c := range rank(plan, answers) {
		if len(answer.Hits) == r.Limit {
			break
		}
		answer.Hits = append(answer.Hits, c.hit(plan.text))
	}
	return answer, nil
}
