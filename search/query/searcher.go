package query

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fangzha/search/normalize"

	"github.com/meilisearch/meilisearch-go"
)

// answerTimeout bounds a search whose caller set no earlier deadline.
const answerTimeout = 2 * time.Second

// patience is what Meilisearch is given before a search without an answer counts as failed.
const patience = 200 * time.Millisecond

// Searcher asks one Meilisearch. It is safe for concurrent use.
type Searcher struct {
	server  meilisearch.ServiceManager
	prefix  string
	breaker *breaker
	shelf   *shelf
	recent  *recent
	slots   slots
}

// New returns a Searcher for the indexes that search/index published under indexPrefix. key needs the right to search them
// and no other (index.SearchKey). httpClient may be nil; answers are cut at maxAnswer bytes whatever its transport. New does
// not connect: a wrong address shows as ErrUnavailable when searching.
func New(meiliURL, key, indexPrefix string, httpClient *http.Client) *Searcher {
	client := &http.Client{}
	if httpClient != nil {
		*client = *httpClient
	}
	if client.Transport == nil {
		client.Transport = keepingConnections()
	}
	client.Transport = boundedTransport{next: client.Transport}
	return &Searcher{
		prefix:  indexPrefix,
		breaker: &breaker{},
		shelf:   newShelf(),
		recent:  newRecent(),
		slots:   make(slots, atOnce),
		server:  meilisearch.New(meiliURL, meilisearch.WithAPIKey(key), meilisearch.WithCustomClient(client), meilisearch.DisableRetries()),
	}
}

// Answer is what a search found, best first.
type Answer struct {
	Hits      []Hit
	Engine    string // "meilisearch"
	Truncated bool   // the text was longer than MaxText and only its beginning was searched
}

// Nothing says that no page deserves a reader's confidence.
func (a Answer) Nothing() bool {
	return !slices.ContainsFunc(a.Hits, func(h Hit) bool { return h.Confidence != Unsure })
}

// Hit is one page. Texts are those of the page; Highlights hold the same texts with the matches marked.
type Hit struct {
	Slug, Section, Title, Summary, Category, CategoryName, URL string
	Highlights                                                 Highlights
	Because                                                    []string // the reader's own words that speak for it, as typed, or what it says that is like them
	Confidence                                                 Confidence
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

// Search finds the pages for r in one request to Meilisearch, and now and then a second one for the pages' texts. Errors:
// *InvalidError if r cannot be searched, and otherwise ErrUnavailable, wrapped with the reason, when Meilisearch gave no usable
// answer before the context or answerTimeout ended.
func (s *Searcher) Search(ctx context.Context, r Request) (Answer, error) {
	asked := utf8.RuneCountInString(strings.TrimSpace(r.Text))
	r, err := r.checked()
	if err != nil {
		return Answer{}, err
	}
	if all := s.shelf.fresh(r.Lang); all != nil {
		if answer, ok := s.recent.find(r, all); ok {
			answer.Truncated = asked > MaxText
			return answer, nil
		}
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	folded := normalize.FoldWithOffsets(r.Text)
	plan := newPlan(folded.Text)
	all, found, err := s.fetch(ctx, r, plan)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Hits: []Hit{}, Engine: "meilisearch", Truncated: asked > MaxText}
	marked := newMarker(plan.text)
	for _, c := range rank(r, plan, all, found) {
		if len(answer.Hits) == r.Limit {
			break
		}
		hit := c.hit(marked)
		hit.Because = c.because(r.Text, folded)
		answer.Hits = append(answer.Hits, hit)
	}
	s.recent.add(r, all, answer)
	return answer, nil
}

// fetch asks Meilisearch, when the breaker and the crowd allow it.
func (s *Searcher) fetch(ctx context.Context, r Request, p plan) (*pages, []found, error) {
	if err := s.slots.take(ctx); err != nil {
		return nil, nil, err
	}
	defer s.slots.give()
	if !s.breaker.allow() {
		return nil, nil, fmt.Errorf("%w: it has failed lately and rests", ErrUnavailable)
	}
	began := s.breaker.time()
	all, err := s.pages(ctx, r.Lang)
	var answer []found
	if err == nil {
		answer, err = s.ask(ctx, r, p)
	}
	// A search that got its place late had little time left, and one whose reader has typed on was given up: neither says
	// anything of Meilisearch.
	hurried := errors.Is(err, context.DeadlineExceeded) && s.breaker.time().Sub(began) < patience
	if !hurried && !errors.Is(err, context.Canceled) {
		s.breaker.done(began, err != nil)
	}
	return all, answer, err
}
