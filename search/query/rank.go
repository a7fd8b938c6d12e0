package query

import (
	"cmp"
	"math"
	"slices"

	"fangzha/search/normalize"
)

// candidate is a page with all that the probes and its own words say for it.
type candidate struct {
	found
	score float64
}

// rank brings the answers of the probes together, best first.
//
// For a keyword the score is Meilisearch's own, summed over the probes. For a story that is only the way to candidates: many
// clauses hold ordinary words. There the evidence decides: how much of what the page says about itself (its names, what the
// fraudster says and asks for) stands in the story, rare pieces counting more.
func rank(p plan, answers [][]found) []candidate {
	byID := map[string]*candidate{}
	var order []*candidate
	for i, answer := range answers {
		for _, f := range answer {
			c := byID[f.ID]
			if c == nil {
				c = &candidate{found: f}
				byID[f.ID] = c
				order = append(order, c)
			}
			c.score += p.probes[i].weight * f.Score / float64(len(p.probes))
		}
	}
	if p.story {
		addEvidence(p.text, order)
	} else {
		addNames(p.text, order)
	}
	slices.SortStableFunc(order, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
	})
	ranked := make([]candidate, len(order))
	for i, c := range order {
		ranked[i] = *c
	}
	return ranked
}

// addNames puts pages first that are called exactly what was typed.
func addNames(text string, candidates []*candidate) {
	for _, c := range candidates {
		switch {
		case normalize.Fold(c.Title) == text:
			c.score += 2
		case slices.ContainsFunc(c.AlsoCalled, func(name string) bool { return normalize.Fold(name) == text }):
			c.score++
		}
	}
}

// A story must lead to its tactic, which has the three doors: an alert or guide about it comes after it.
const besideTactic = 0.7

// addEvidence adds to each candidate's score the share of the story's weight that its own words carry.
func addEvidence(story string, candidates []*candidate) {
	inStory := grams(story)
	perCandidate := make([]map[string]float64, len(candidates))
	frequency := map[string]int{}
	for i, c := range candidates {
		perCandidate[i] = c.evidence()
		for gram := range perCandidate[i] {
			frequency[gram]++
		}
	}
	total := 0.0
	rarity := map[string]float64{}
	for gram := range inStory {
		if n := frequency[gram]; n > 0 {
			rarity[gram] = math.Log(1 + float64(len(candidates))/float64(n))
			total += rarity[gram]
		}
	}
	if total == 0 {
		return
	}
	for i, c := range candidates {
		sum := 0.0
		for gram, weight := range perCandidate[i] {
			sum += weight * rarity[gram]
		}
		c.score += 2 * sum / total
		if c.Section != "tactics" {
			c.score *= besideTactic
		}
	}
}

// evidence returns the pieces of the page's own words, each with the weight of the best place it stands in.
func (c *candidate) evidence() map[string]float64 {
	weights := map[string]float64{}
	add := func(text string, weight float64) {
		for gram := range grams(normalize.Fold(text)) {
			weights[gram] = max(weights[gram], weight)
		}
	}
	add(c.Title, 1)
	add(c.Summary, 0.8)
	for _, list := range [][]string{c.AlsoCalled, c.Says, c.Asks} {
		for _, text := range list {
			add(text, 1)
		}
	}
	return weights
}

// hit returns the page as a reader sees it, with what matched text (folded) marked.
func (c *candidate) hit(text string) Hit {
	return Hit{
		Slug: c.Slug, Section: c.Section, Title: c.Title, Summary: c.Summary, Category: c.Category, CategoryName: c.CategoryName, URL: c.URL,
		Highlights: Highlights{
			Title:   segments(c.Title, text),
			Summary: segments(c.Summary, text),
		},
	}
}
