package article

import "github.com/goccy/go-yaml/ast"

// draftKey is Hugo's own: an article with draft: true is built by `scripts/up --edit` only.
const draftKey = "draft"

// draft tells whether the file says of itself that it is not to be published.
func (f *file) draft() bool {
	if f == nil || f.front == nil {
		return false
	}
	v, ok := f.front.values[draftKey]
	if !ok {
		return false
	}
	answer, ok := v.node.(*ast.BoolNode)
	return ok && answer.Value
}

// excuseDrafts turns what is wrong with a draft into warnings: its writer is still at it, and no reader sees it.
func (c *checker) excuseDrafts() {
	drafts := map[string]bool{}
	for _, files := range c.files {
		for _, f := range files {
			drafts[f.name] = f.draft()
		}
	}
	for i, p := range c.report.Problems {
		if drafts[p.File] && !p.Warning {
			c.report.Problems[i].Warning = true
			c.report.Problems[i].Text = "draft: " + p.Text
		}
	}
}

// unpublished tells whether an article that readers see names one that they do not.
func (c *checker) unpublished(f *file, section, slug string) bool {
	return !f.draft() && c.files[f.lang][section+"/"+slug].draft()
}
