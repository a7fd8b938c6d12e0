package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"fangzha/search/document"

	"github.com/meilisearch/meilisearch-go"
)

// taskTimeout is how long one task may take. Ten thousand articles take seconds.
const taskTimeout = 3 * time.Minute

// cleanupTimeout is how long deleting half-built indexes may take after a failure.
const cleanupTimeout = 10 * time.Second

// Target is the server to publish to.
type Target struct {
	URL    string // such as http://127.0.0.1:7700
	Key    string // master key, or a key that may manage the indexes of Prefix
	Prefix string
}

// Publish builds one index per language of the site from documents, and then replaces the indexes that readers search by
// them, all at once. Until then, and on any error, readers search the old ones. A language without documents is an error
// (document.ErrEmpty): an empty list never replaces a full index. It writes one line per step to progress.
func Publish(ctx context.Context, target Target, documents []document.Document, progress io.Writer) error {
	byLang := map[string][]record{}
	for _, lang := range document.Languages() {
		byLang[lang] = records(lang, documents)
		if len(byLang[lang]) == 0 {
			return fmt.Errorf("no documents in %s, nothing was changed: %w", lang, document.ErrEmpty)
		}
	}
	p := newPublisher(target, progress)
	defer p.server.Close()
	for _, lang := range document.Languages() {
		if err := p.build(ctx, lang, byLang[lang]); err != nil {
			return p.abandon(ctx, fmt.Errorf("building the index for %s: %w", lang, err))
		}
	}
	if err := p.swap(ctx); err != nil {
		return p.abandon(ctx, fmt.Errorf("swapping the new indexes in: %w", err))
	}
	return p.dropNext(ctx)
}

// publisher holds the connection of one Publish.
type publisher struct {
	target   Target
	client   *http.Client
	server   meilisearch.ServiceManager
	progress io.Writer
}

func newPublisher(target Target, progress io.Writer) *publisher {
	target.URL = strings.TrimRight(target.URL, "/")
	client := &http.Client{Timeout: time.Minute}
	return &publisher{target: target, client: client, progress: progress,
		server: meilisearch.New(target.URL, meilisearch.WithAPIKey(target.Key), meilisearch.WithCustomClient(client))}
}

// build makes <prefix>_<lang>_next and checks that every document arrived.
func (p *publisher) build(ctx context.Context, lang string, records []record) error {
	next := nextName(p.target.Prefix, lang)
	if err := p.drop(ctx, next); err != nil {
		return err
	}
	created, err := p.server.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: next, PrimaryKey: "id"})
	if err := p.wait(ctx, created, err); err != nil {
		return fmt.Errorf("creating %s: %w", next, err)
	}
	if err := p.applySettings(ctx, next, lang); err != nil {
		return fmt.Errorf("settings of %s: %w", next, err)
	}
	const batch = 1000
	for at := 0; at < len(records); at += batch {
		added, err := p.server.Index(next).AddDocumentsWithContext(ctx, records[at:min(at+batch, len(records))], nil)
		if err := p.wait(ctx, added, err); err != nil {
			return fmt.Errorf("adding documents to %s: %w", next, err)
		}
	}
	stats, err := p.server.Index(next).GetStatsWithContext(ctx, nil)
	if err != nil {
		return plain(err)
	}
	if stats.NumberOfDocuments != int64(len(records)) {
		return fmt.Errorf("%s holds %d documents, %d were sent: look at the server's log", next, stats.NumberOfDocuments, len(records))
	}
	p.say("%s: %d documents", next, len(records))
	return nil
}

// swap exchanges all indexes in one task. An index that is not there yet is made first, because swapping needs both.
func (p *publisher) swap(ctx context.Context) error {
	var pairs []*meilisearch.SwapIndexesParams
	for _, lang := range document.Languages() {
		live := Name(p.target.Prefix, lang)
		if _, err := p.server.GetIndexWithContext(ctx, live); notFound(err) {
			created, err := p.server.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: live, PrimaryKey: "id"})
			if err := p.wait(ctx, created, err); err != nil {
				return err
			}
		} else if err != nil {
			return plain(err)
		}
		pairs = append(pairs, &meilisearch.SwapIndexesParams{Indexes: []string{live, nextName(p.target.Prefix, lang)}})
	}
	swapped, err := p.server.SwapIndexesWithContext(ctx, pairs)
	if err := p.wait(ctx, swapped, err); err != nil {
		return err
	}
	p.say("swapped: readers search the new indexes")
	return nil
}

// abandon deletes what was half built, even if it was the context that ended, and returns why.
func (p *publisher) abandon(ctx context.Context, why error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanupTimeout)
	defer cancel()
	if err := p.dropNext(ctx); err != nil {
		why = fmt.Errorf("%w (and what was half built could not be deleted: %w)", why, err)
	}
	return fmt.Errorf("%w; readers still search the old indexes", why)
}

// dropNext deletes what is under the other name: after swapping, the old indexes.
func (p *publisher) dropNext(ctx context.Context) error {
	var errs []error
	for _, lang := range document.Languages() {
		errs = append(errs, p.drop(ctx, nextName(p.target.Prefix, lang)))
	}
	return errors.Join(errs...)
}

func (p *publisher) drop(ctx context.Context, uid string) error {
	if _, err := p.server.GetIndexWithContext(ctx, uid); notFound(err) {
		return nil
	} else if err != nil {
		return plain(err)
	}
	deleted, err := p.server.DeleteIndexWithContext(ctx, uid)
	return p.wait(ctx, deleted, err)
}

func (p *publisher) say(format string, values ...any) {
	_, _ = fmt.Fprintf(p.progress, format+"\n", values...)
}
