import { describe, expect, test } from 'vitest';

import { deriveWithdrawn } from '../../src/app/withdrawn.ts';
import { at } from '../support/builders.ts';

function config(url: string): string {
  return `page: { name: Example Cloud, url: "${url}" }\n`;
}

const REMOVED_AT = at('2026-11-20T10:00:00Z');
const OWN = 'https://status.acme.dev';
const EXAMPLE = 'https://status.example.org';
const TRIAL = 'http://localhost:8080/status';

/** What is withdrawn of one file that was removed when status.yml had `before` for its address. */
function withdrawn(before: string, pageUrl: string, path = 'incidents/2026/gone.md'): string[] {
  const history = { removedFiles: () => [{ path, at: REMOVED_AT }] };
  const configRevisions = [
    { commit: 'b', at: REMOVED_AT, text: config(pageUrl) },
    { commit: 'a', at: at('2026-11-01T10:00:00Z'), text: config(before) },
  ];
  return deriveWithdrawn({ history, known: new Set(['known']), configRevisions, pageUrl }).map(({ id }) => id);
}

describe('deriveWithdrawn()', () => {
  test.each([
    { what: 'a file of a page with an address', before: OWN, now: OWN, ids: ['gone'] },
    { what: 'a file of a page that has moved since', before: 'https://old.acme.dev', now: OWN, ids: ['gone'] },
    { what: 'no invented file of a template', before: EXAMPLE, now: OWN, ids: [] },
    { what: 'none where the page got the address of another example', before: EXAMPLE, now: TRIAL, ids: [] },
    { what: 'a file of a page that is an example itself', before: EXAMPLE, now: EXAMPLE, ids: ['gone'] },
  ])('tells of $what', ({ before, now, ids }) => {
    expect(withdrawn(before, now)).toEqual(ids);
  });

  test.each(['incidents/known.md', 'incidents/notes.txt', 'incidents/No id.md'])('does not tell of %s', (path) => {
    expect(withdrawn(OWN, OWN, path)).toEqual([]);
  });
});
