package index_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"fangzha/search/document"
	"fangzha/search/index"
	"fangzha/search/meilitest"
)

func one(lang, slug, title string) document.Document {
	return document.Document{ID: lang + "_tactics_" + slug, Lang: lang, Section: "tactics", Slug: slug, URL: "/" + lang + "/tactics/" + slug + "/",
		Title: title, Summary: title, Date: "2026-11-22"}
}

func all(slug string) []document.Document {
	return []document.Document{one("zh-hant", slug, "殺豬盤"), one("zh-hans", slug, "杀猪盘"), one("en", slug, "Pig butchering")}
}

// get asks the server with a key and returns status and body.
func get(t *testing.T, server *meilitest.Server, key, path string) (int, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var body map[string]any
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}

// uids are the indexes on the server, sorted.
func uids(t *testing.T, server *meilitest.Server) []string {
	t.Helper()
	_, body := get(t, server, server.MasterKey, "/indexes")
	var names []string
	for _, result := range body["results"].([]any) {
		names = append(names, result.(map[string]any)["uid"].(string))
	}
	slices.Sort(names)
	return names
}

func slugIn(t *testing.T, server *meilitest.Server, uid string) string {
	t.Helper()
	_, body := get(t, server, server.MasterKey, "/indexes/"+uid+"/documents")
	results := body["results"].([]any)
	if len(results) != 1 {
		t.Fatalf("%s holds %d documents, want 1", uid, len(results))
	}
	return results[0].(map[string]any)["slug"].(string)
}

func TestPublish(t *testing.T) {
	server := meilitest.Start(t)
	ctx := context.Background()
	target := index.Target{URL: server.URL, Key: server.MasterKey, Prefix: "pub"}
	live := []string{"pub_en", "pub_zh-hans", "pub_zh-hant"}
	var said bytes.Buffer

	if err := index.Publish(ctx, target, all("first"), &said); err != nil {
		t.Fatal(err)
	}
	if got := uids(t, server); !slices.Equal(got, live) {
		t.Errorf("indexes %v, want only %v", got, live)
	}
	if !strings.Contains(said.String(), "pub_en_next: 1 documents") {
		t.Errorf("progress says %q", said.String())
	}

	t.Run("a second time replaces everything", func(t *testing.T) {
		if err := index.Publish(ctx, target, all("second"), &said); err != nil {
			t.Fatal(err)
		}
		if got := slugIn(t, server, "pub_en"); got != "second" {
			t.Errorf("pub_en holds %q", got)
		}
		if got := uids(t, server); !slices.Equal(got, live) {
			t.Errorf("indexes %v, want only %v", got, live)
		}
	})

	t.Run("an empty list changes nothing", func(t *testing.T) {
		for _, documents := range [][]document.Document{nil, all("third")[:2]} {
			if err := index.Publish(ctx, target, documents, &said); !errors.Is(err, document.ErrEmpty) {
				t.Errorf("got %v, want ErrEmpty", err)
			}
		}
		if got := slugIn(t, server, "pub_zh-hant"); got != "second" {
			t.Errorf("pub_zh-hant holds %q", got)
		}
	})

	t.Run("a document that the server refuses changes nothing and leaves nothing behind", func(t *testing.T) {
		broken := all("fourth")
		broken[1].ID = "an id with spaces"
		err := index.Publish(ctx, target, broken, &said)
		if err == nil || !strings.Contains(err.Error(), "readers still search the old indexes") {
			t.Fatalf("got %v", err)
		}
		if got := slugIn(t, server, "pub_zh-hans"); got != "second" {
			t.Errorf("pub_zh-hans holds %q", got)
		}
		if got := uids(t, server); !slices.Equal(got, live) {
			t.Errorf("indexes %v, want only %v", got, live)
		}
	})

	t.Run("a wrong key is said to be one", func(t *testing.T) {
		wrong := target
		wrong.Key = "wrong"
		if err := index.Publish(ctx, wrong, all("fifth"), &said); err == nil || !strings.Contains(err.Error(), "FZ_MEILI_KEY") {
			t.Errorf("got %v", err)
		}
	})

	t.Run("the search key searches our indexes and does nothing else", func(t *testing.T) {
		key, err := index.SearchKey(ctx, target)
		if err != nil {
			t.Fatal(err)
		}
		again, err := index.SearchKey(ctx, target)
		if err != nil || again != key {
			t.Errorf("second time %q, %v; want the same key", again, err)
		}
		if status, body := get(t, server, key, "/indexes/pub_en/search?q=pig"); status != http.StatusOK {
			t.Errorf("searching: %d %v", status, body)
		}
		for _, path := range []string{"/indexes/other/search?q=pig", "/indexes/pub_en/documents", "/indexes", "/keys", "/tasks"} {
			if status, _ := get(t, server, key, path); status != http.StatusForbidden {
				t.Errorf("GET %s: %d, want 403", path, status)
			}
		}
	})
}

func TestAServerThatDoesNotAnswerIsAnError(t *testing.T) {
	server := meilitest.Start(t)
	server.Stop()
	err := index.Publish(context.Background(), index.Target{URL: server.URL, Key: server.MasterKey, Prefix: "x"}, all("a"), &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "no answer from Meilisearch") {
		t.Errorf("got %v", err)
	}
}
