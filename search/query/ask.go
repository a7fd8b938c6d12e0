package query

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fangzha/search/index"

	"github.com/meilisearch/meilisearch-go"
)

// candidates is how many pages Meilisearch may bring in for ranking.
const candidates = 20

// found is a page as Meilisearch found it.
type found struct {
	ID    string  `json:"id"`
	Score float64 `json:"_rankingScore"`
}

// filter returns what a page must have, in Meilisearch's language. All values are ids.
func (r Request) filter() string {
	var all []string
	for _, facet := range []struct{ attribute, id string }{{"category", r.Category}, {"channels", r.Channel}, {"audiences", r.Audience}} {
		if facet.id != "" {
			all = append(all, fmt.Sprintf("%s = %q", facet.attribute, facet.id))
		}
	}
	return strings.Join(all, " AND ")
}

// ask returns what Meilisearch finds for the plan.
func (s *Searcher) ask(ctx context.Context, r Request, p plan) ([]found, error) {
	request := &meilisearch.SearchRequest{
		Limit: max(candidates, int64(r.Limit)), MatchingStrategy: meilisearch.Frequency, AttributesToRetrieve: []string{"id"}, ShowRankingScore: true,
	}
	if hasHan(p.asked) {
		request.Locales = []string{"zho"} // otherwise 刷单 is taken for Japanese
	}
	if filter := r.filter(); filter != "" {
		request.Filter = filter
	}
	response, err := s.server.Index(index.Name(s.prefix, r.Lang)).SearchWithContext(ctx, p.asked, request)
	if err != nil {
		return nil, unavailable(err)
	}
	var answer []found
	if err := response.Hits.DecodeInto(&answer); err != nil {
		return nil, errUnreadable()
	}
	return answer, nil
}

// unavailable keeps the reason and leaves out the request, which meilisearch-go repeats in its errors: it holds the reader's words.
func unavailable(err error) error {
	var failed *meilisearch.Error
	switch {
	case !errors.As(err, &failed):
		return fmt.Errorf("%w: the answer could not be read", ErrUnavailable)
	case failed.MeilisearchApiError.Code != "":
		return fmt.Errorf("%w: Meilisearch answered %d %s", ErrUnavailable, failed.StatusCode, failed.MeilisearchApiError.Code)
	case errors.Is(failed.OriginError, context.DeadlineExceeded):
		return fmt.Errorf("%w: no answer in time: %w", ErrUnavailable, context.DeadlineExceeded)
	case errors.Is(failed.OriginError, context.Canceled):
		return fmt.Errorf("%w: %w", ErrUnavailable, context.Canceled)
	case failed.OriginError != nil:
		return fmt.Errorf("%w: no connection", ErrUnavailable)
	default:
		return fmt.Errorf("%w: Meilisearch answered %d", ErrUnavailable, failed.StatusCode)
	}
}
