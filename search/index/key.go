package index

import (
	"context"
	"fmt"
	"io"
	"slices"

	"fangzha/search/document"

	"github.com/google/uuid"
	"github.com/meilisearch/meilisearch-go"
)

// SearchKey returns a key that may search the indexes of target.Prefix and nothing else; target.Key must be the master key.
// The same server and prefix give the same key each time, so that starting again makes no second one.
func SearchKey(ctx context.Context, target Target) (string, error) {
	p := newPublisher(target, io.Discard)
	defer p.server.Close()
	want := wantedKey(target.Prefix)
	got, err := p.server.GetKeyWithContext(ctx, want.UID)
	switch {
	case err == nil && sameRights(got, want):
		return got.Key, nil
	case err == nil:
		// Somebody changed its rights, or an older program made it: what a key may do cannot be updated, so it is made anew.
		if _, err := p.server.DeleteKeyWithContext(ctx, want.UID); err != nil {
			return "", fmt.Errorf("replacing the search key: %w", plain(err))
		}
	case !notFound(err):
		return "", fmt.Errorf("looking for the search key: %w", plain(err))
	}
	made, err := p.server.CreateKeyWithContext(ctx, want)
	if err != nil {
		return "", fmt.Errorf("making the search key: %w", plain(err))
	}
	return made.Key, nil
}

func wantedKey(prefix string) *meilisearch.Key {
	key := &meilisearch.Key{
		Name:        prefix + " search",
		Description: "May search the indexes of " + prefix + ", nothing else. Made by fangzha/search/index.",
		UID:         uuid.NewSHA1(uuid.NameSpaceURL, []byte("fangzha/search/index/key/"+prefix)).String(),
		Actions:     []string{"search"},
	}
	for _, lang := range document.Languages() {
		key.Indexes = append(key.Indexes, Name(prefix, lang))
	}
	return key
}

func sameRights(a, b *meilisearch.Key) bool {
	return a.ExpiresAt.IsZero() && slices.Equal(slices.Sorted(slices.Values(a.Actions)), slices.Sorted(slices.Values(b.Actions))) &&
		slices.Equal(slices.Sorted(slices.Values(a.Indexes)), slices.Sorted(slices.Values(b.Indexes)))
}
