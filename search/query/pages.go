package query

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"fangzha/search/index"
	"fangzha/search/normalize"

	"github.com/meilisearch/meilisearch-go"
)

const (
	// pagesFor is how long the pages of a language are kept. After publishing, readers get the old texts for as long.
	pagesFor = 30 * time.Second
	// mostPages bounds what is kept in memory; it is also maxTotalHits in search/index/settings.
	mostPages = 2000
)

// page is what Meilisearch holds of a page, made ready for ranking: folding and cutting it anew for every search would cost
// more than the search itself.
type page struct {
	stored
	names []name

	title, summary original
	date           time.Time // of an alert; zero for other pages
}

// stored is a page as the index holds it.
type stored struct {
	ID           string   `json:"id"`
	Slug         string   `json:"slug"`
	Section      string   `json:"section"`
	URL          string   `json:"url"`
	Title        string   `json:"title"`
	Summary      string   `json:"summary"`
	Category     string   `json:"category"`
	CategoryName string   `json:"category_name"`
	AlsoCalled   []string `json:"also_called"`
	Says         []string `json:"says"`
	Asks         []string `json:"asks"`
	Date         string   `json:"date"`
	Expires      string   `json:"expires"`
	Channels     []string `json:"channels"`
	Audiences    []string `json:"audiences"`
	Claims       []string `json:"claims"`
	Moves        []string `json:"moves"`
	Folded       struct {
		OtherNames   []string `json:"other_names"`
		OtherPhrases []string `json:"other_phrases"`
	} `json:"folded"`
}

// pages are all pages of one language.
type pages struct {
	list  []*page
	says  map[string][]saying // of each piece of text, the pages that say it
	until time.Time
}

// saying is that a page says a piece of text.
type saying struct {
	page   int     // in list
	weight float64 // of the best place where it says so
}

// shelf keeps the pages of each language. It is safe for concurrent use.
type shelf struct {
	mutex   sync.Mutex
	of      map[string]*pages
	loading map[string]chan struct{} // closed when somebody's loading has ended
}

func newShelf() *shelf {
	return &shelf{of: map[string]*pages{}, loading: map[string]chan struct{}{}}
}

// fresh returns the pages of a language if they are there and need not be loaded anew, and otherwise nothing.
func (s *shelf) fresh(lang string) *pages {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if kept := s.of[lang]; kept != nil && time.Now().Before(kept.until) {
		return kept
	}
	return nil
}

// pages returns the pages of a language. One search at a time loads them; the others go on with the old ones, or wait for the
// first. Errors are ErrUnavailable, wrapped.
func (s *Searcher) pages(ctx context.Context, lang string) (*pages, error) {
	for {
		s.shelf.mutex.Lock()
		kept, loading := s.shelf.of[lang], s.shelf.loading[lang]
		if kept != nil && (loading != nil || time.Now().Before(kept.until)) {
			s.shelf.mutex.Unlock()
			return kept, nil
		}
		if loading == nil {
			break
		}
		s.shelf.mutex.Unlock()
		select {
		case <-loading:
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: the pages came too late: %w", ErrUnavailable, ctx.Err())
		}
	}
	done := make(chan struct{})
	s.shelf.loading[lang] = done
	s.shelf.mutex.Unlock()

	loaded, err := s.loadPages(ctx, lang)

	s.shelf.mutex.Lock()
	defer s.shelf.mutex.Unlock()
	delete(s.shelf.loading, lang)
	close(done)
	if err == nil {
		s.shelf.of[lang] = loaded
	}
	return loaded, err
}

func (s *Searcher) loadPages(ctx context.Context, lang string) (*pages, error) {
	response, err := s.server.Index(index.Name(s.prefix, lang)).SearchWithContext(ctx, "", &meilisearch.SearchRequest{
		Limit: mostPages, AttributesToRetrieve: []string{"id", "slug", "section", "url", "title", "summary", "category", "category_name",
			"also_called", "says", "asks", "date", "expires", "channels", "audiences", "claims", "moves", "folded.other_names", "folded.other_phrases"},
	})
	if err != nil {
		return nil, unavailable(err)
	}
	var all []stored
	if err := response.Hits.DecodeInto(&all); err != nil {
		return nil, errUnreadable()
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: the index %s has no pages; publish it (search index)", ErrUnavailable, index.Name(s.prefix, lang))
	}
	return newPages(all, time.Now().Add(pagesFor)), nil
}

func errUnreadable() error {
	return fmt.Errorf("%w: %w", ErrUnavailable, errors.New("a hit that this program cannot read; publish the index with the same version"))
}

func newPages(all []stored, until time.Time) *pages {
	p := &pages{says: map[string][]saying{}, until: until}
	for i, one := range all {
		ready := &page{stored: one, title: newOriginal(one.Title), summary: newOriginal(one.Summary)}
		if one.Section == "alerts" {
			ready.date, _ = time.Parse(time.DateOnly, one.Date) // an alert without a date is an old one
		}
		for _, text := range one.allNames() {
			ready.names = append(ready.names, newName(text))
		}
		p.list = append(p.list, ready)
		for gram, weight := range one.ownWords() {
			p.says[gram] = append(p.says[gram], saying{i, weight})
		}
	}
	return p
}

// shares returns for each page the share of a text's pieces that its own words carry, 0 to 1. The fewer pages say a piece, the
// more it counts.
func (p *pages) shares(text string) []float64 {
	shares, total := make([]float64, len(p.list)), 0.0
	for gram := range grams(text) {
		pages := p.says[gram]
		if pages == nil {
			continue
		}
		rarity := math.Log(1 + float64(len(p.list))/float64(len(pages)))
		total += rarity
		for _, s := range pages {
			shares[s.page] += s.weight * rarity
		}
	}
	if total > 0 {
		for i := range shares {
			shares[i] /= total
		}
	}
	return shares
}

// in says whether the page has what the request's facets ask for and has not ended.
func (p *page) in(r Request) bool {
	return (r.Today == "" || p.Expires == "" || p.Expires >= r.Today) &&
		(r.Category == "" || p.Category == r.Category) &&
		(r.Channel == "" || slices.Contains(p.Channels, r.Channel)) &&
		(r.Audience == "" || slices.Contains(p.Audiences, r.Audience))
}

// recent returns 1 for an alert of today (YYYY-MM-DD), less for each day that it is older, and 0 for other pages.
func (p *page) recent(today string) float64 {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil || p.date.IsZero() {
		return 0
	}
	age := day.Sub(p.date).Hours() / 24
	return min(1, max(0, 1-age/recentFor))
}

// allNames returns the names of the page in every language, folded.
func (s *stored) allNames() []string {
	names := []string{normalize.Fold(s.Title)}
	for _, name := range s.AlsoCalled {
		names = append(names, normalize.Fold(name))
	}
	return append(names, s.Folded.OtherNames...)
}

func (s *stored) ownWords() map[string]float64 {
	weights := map[string]float64{}
	add := func(folded string, weight float64) {
		for gram := range grams(folded) {
			weights[gram] = max(weights[gram], weight)
		}
	}
	add(normalize.Fold(s.Title), 1)
	add(normalize.Fold(s.Summary), 0.8)
	for _, list := range [][]string{s.AlsoCalled, s.Says, s.Asks} {
		for _, text := range list {
			add(normalize.Fold(text), 1)
		}
	}
	for _, list := range [][]string{s.Folded.OtherNames, s.Folded.OtherPhrases} {
		for _, folded := range list {
			add(folded, 1)
		}
	}
	return weights
}
