package outreach

import "testing"

func TestCheckWordsChangeWithSeminarPresenterAndSecret(t *testing.T) {
	r := &Registry{}
	for i := range 256 {
		r.CheckWordList = append(r.CheckWordList, Text{"en": string(rune('A' + i))})
	}
	secret := Secret("a secret of this test, 32 characters")
	words := r.CheckWords(secret, "a", "tea").In("en")
	if again := r.CheckWords(secret, "a", "tea").In("en"); again != words {
		t.Errorf("%v the second time, %v before", again, words)
	}
	for name, other := range map[string][2]string{
		"another seminar":   r.CheckWords(secret, "a", "parcels").In("en"),
		"the badge":         r.CheckWords(secret, "a", "").In("en"),
		"another presenter": r.CheckWords(secret, "b", "tea").In("en"),
		"another secret":    r.CheckWords(Secret("another secret of this test, 32 char"), "a", "tea").In("en"),
	} {
		if other == words {
			t.Errorf("%s has the same words %v", name, words)
		}
	}
}

func TestTheTwoCheckWordsDifferAndAllAreUsed(t *testing.T) {
	r := readRegistry(t) // a short list: every pair comes up
	seen := map[[2]string]bool{}
	for i := range 2000 {
		words := r.CheckWords(Secret("a secret of this test, 32 characters"), "a", string(rune(i+'A'))).In("en")
		if words[0] == words[1] {
			t.Fatalf("twice %s", words[0])
		}
		seen[words] = true
	}
	if n := len(r.CheckWordList); len(seen) != n*(n-1) {
		t.Errorf("%d pairs of %d words, want %d", len(seen), n, n*(n-1))
	}
}
