package query

import (
	"cmp"
	"slices"

	"fangzha/search/normalize"
)

// candidate is a page with all that speaks for it.
type candidate struct {
	*page
	proof  *proof
	weight float64 // evidence and names, less what sounds like an everyday question: what confidence is judged by
	score  float64 // what the order is judged by

	Confidence Confidence
}

// Weights of what speaks for a page, in the measure of evidence.tsv.
const (
	weightOfMeili = 2.0
	weightOfWords = 4.0
	weightOfID    = 0.25
	// An alert of today before one of last year that says the same, and no more than that.
	weightOfRecent = 0.5
	recentFor      = 90 // days, over which the weight goes down to nothing
	// A story must lead to its tactic, which has the three doors: an alert or guide about it comes after it.
	besideTactic = 0.6
	// An everyday question is short. In a longer text its words stand by chance.
	longestEveryday = 30
)

// exportWeights gives the page the numbers by which it ranks, so that they stand in one place.
func exportWeights() map[string]any {
	return map[string]any{
		"found": weightOfMeili, "words": weightOfWords, "id": weightOfID, "recent": weightOfRecent, "recentFor": recentFor, "besideTactic": besideTactic, "longestEveryday": longestEveryday,
		"further": further, "longestHeard": longestHeard, "longestCorrected": longestCorrected,
		"nameIsText": nameIsText, "nameInText": nameInText, "mostForName": mostForName, "textInName": textInName,
		"nameHeard": nameHeard, "nameNearly": nameNearly,
		"likely": enoughForLikely, "possible": enoughForPossible, "behindBest": behindBest,
	}
}

// rank brings together what Meilisearch found and what speaks for the other pages, best first.
func rank(r Request, p plan, all *pages, answer []found) []candidate {
	meili := map[string]float64{}
	for _, f := range answer {
		meili[f.ID] = f.Score
	}
	asTyped, shares, best := p.typed(), all.shares(p.text), 0.0
	var ranked []candidate
	for i, one := range all.list {
		_, found := meili[one.ID]
		c := candidate{page: one}
		speaks, share := c.add(p, asTyped), shares[i]
		if !one.in(r) || !found && speaks == 0 && share == 0 {
			continue
		}
		c.score += c.besides() * (weightOfMeili*meili[one.ID] + weightOfWords*share + weightOfRecent*one.recent(r.Today))
		best = max(best, c.weight)
		ranked = append(ranked, c)
	}
	for i := range ranked {
		ranked[i].Confidence = confidence(ranked[i].weight, best)
	}
	slices.SortFunc(ranked, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
	})
	return ranked
}

// add weighs what the plan knows of the page and returns what evidence and names say.
func (c *candidate) add(p plan, asTyped typed) float64 {
	speaks, ids := asTyped.weighNames(c.names), 0.0
	if c.Section == "tactics" {
		if c.proof = p.evidence.of[c.Slug]; c.proof != nil {
			speaks += c.proof.weight
		}
		for _, list := range [][]string{c.Claims, c.Channels, c.Moves} {
			for _, id := range list {
				if p.evidence.groups[id] {
					ids += weightOfID
				}
			}
		}
	}
	c.weight = c.besides() * speaks
	c.score = c.besides() * (speaks + ids)
	c.weight -= p.everyday
	return speaks
}

// besides is what the page counts for beside a tactic.
func (c *candidate) besides() float64 {
	if c.Section == "tactics" {
		return 1
	}
	return besideTactic
}

// because returns the reader's own words that speak for the page, as typed.
func (c *candidate) because(original string, folded normalize.Folded) []string {
	reasons := []string{}
	if c.proof == nil {
		return reasons
	}
	for _, span := range c.proof.because() {
		from, to := folded.Original(span.start, span.end)
		reasons = append(reasons, original[from:to])
	}
	return reasons
}

// hit returns the page as a reader sees it, with what matched marked.
func (c *candidate) hit(m marker) Hit {
	return Hit{
		Slug: c.Slug, Section: c.Section, Title: c.Title, Summary: c.Summary, Category: c.Category, CategoryName: c.CategoryName, URL: c.URL,
		Confidence: c.Confidence,
		Highlights: Highlights{
			Title:   m.segments(c.title),
			Summary: m.segments(c.summary),
		},
	}
}
