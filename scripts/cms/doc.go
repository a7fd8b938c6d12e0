// Cms writes the browser editor, /admin/ of the site: a page, the program Sveltia CMS with its own fonts out of the npm package that
// package-lock.json pins, and config.yml. scripts/build calls it after Hugo, so that Hugo's sitemap and search index do not know it;
// FZ_ADMIN=0 leaves it out.
//
//	go run ./scripts/cms --out site/public/admin
//
// config.yml says which fields an article has and which values are legal. Nothing of that is typed here: fields come from
// search/article, values from site/data and content/, labels from site/archetypes/hints.yaml.
//
// Where articles are saved: the GitHub repository that --repository names; else REPOSITORY_URL (Netlify sets it), else Git's origin.
// Without any, the editor works with a folder on the editor's own computer only ("Work with Local Repository").
//
// Read main.go first, then config.go. It imports search/archetype, search/article and the YAML writer.
package main
