// Checks that the pages that are made are current, and that nothing public goes undescribed. Run it alone with:
//   node scripts/test.mjs docs
import * as api from './api-docs.mjs';
import { lacks } from './api-docs-check.mjs';
import { assert } from './checks.mjs';
import * as coverage from './coverage-docs.mjs';
import { brokenLinks } from './page-links.mjs';
import { hardWords } from './plain-words.mjs';

export async function checkDocs(checks) {
  let made;
  await checks.check('docs/api is as the declarations are', async () => {
    made = await api.apiPages();
    const stale = api.stale(made.pages);
    assert(stale.length === 0, `not current: ${stale.join(', ')}\nWrite them with: ${api.WRITE}`);
    return `${made.pages.size} pages`;
  });
  await checks.check('everything public has a text, and what may reject says how', () => {
    const found = lacks(made.project);
    assert(found.length === 0, found.join('\n'));
  });
  await checks.check('docs/coverage.md is as the descriptions and the lists are', async () => {
    const read = await coverage.readCoverage();
    const names = api.publicFunctions(made.project);
    const found = coverage.disagreements(read, name => names.has(name));
    assert(found.length === 0, found.join('\n'));
    assert(coverage.isCurrent(coverage.coveragePage(read)), `not current\nWrite it with: ${coverage.WRITE}`);
    return `${read.all.size} raw calls`;
  });
  await checks.check('links between the pages lead somewhere', () => {
    const found = brokenLinks();
    assert(found.length === 0, found.join('\n'));
  });
  await checks.check('the words are plain', () => {
    const found = hardWords();
    assert(found.length === 0, found.join('\n'));
  });
}
