// Answers the queries of `go run ./search eval` with the page's own search: node eval.mjs PUBLIC < input > answers.
import { readFileSync } from 'node:fs';
import { search } from '../assets/js/fallback.js';

const { tables, queries, limit } = JSON.parse(readFileSync(0, 'utf8'));
const find = {};
const answers = queries.map(({ Text, Lang }) => {
  find[Lang] ||= search(JSON.parse(readFileSync(`${process.argv[2]}/${Lang}/search-index.json`, 'utf8')), tables);
  return find[Lang](Text, {}, limit).map(({ url, confidence }) => ({ slug: url.split('/').at(-2), confident: confidence !== 'unsure' }));
});
process.stdout.write(JSON.stringify(answers));
