import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  changeFrontMatter,
  formatIncidentFile,
  formatIncidentText,
  parseIncidentFile,
} from '../../src/content/incident-file.ts';
import { closeOpenBlocks } from '../../src/content/markdown.ts';
import { escapeUpdateText } from '../../src/content/updates.ts';
import type { IncidentFile } from '../../src/domain/incident.ts';
import { IMPACTS, INCIDENT_STATUSES } from '../../src/schema/component.ts';
import { PHASES_OF_KIND } from '../../src/schema/phase.ts';

const PATH = 'incidents/2026/2026-11-20-api-errors.md';
const CANONICAL = `---
title: Elevated errors on the public API
category: internal
confidence: confirmed
impact: major
components:
  api: partial_outage
  dashboard: degraded_performance
checks: [api-health]
---

## Investigating · 2026-11-20T10:05:00Z

We see elevated error rates and are looking into it.

## Identified · 2026-11-20T10:20:00Z · api: major_outage · next: 2026-11-20T11:00:00Z

A configuration change removed a backend. We are rolling it back.

## Monitoring · 2026-11-20T10:41:00Z · api: operational, dashboard: operational

## Resolved · 2026-11-20T11:00:00Z
`;

const seconds = fc.integer({ min: 1, max: 2e9 }).map((second) => second * 1_000);
const line = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .filter((text) => !/[\p{Cc}\uFEFF\u2028\u2029\u0085]/u.test(text));
const title = line.map((text) => text.trim()).filter((text) => text !== '');
const text = fc
  .array(line, { maxLength: 4 })
  .map((lines) => escapeUpdateText(lines.join('\n')))
  .map((written) => written.replace(/^(?:[ \t\u00a0]*\n)+/, '').trimEnd())
  .filter((written) => closeOpenBlocks(written) === written);
const components = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{1,8}$/), fc.constantFrom(...INCIDENT_STATUSES), {
  noNullPrototype: true,
});

const files: fc.Arbitrary<IncidentFile> = fc
  .record({
    title,
    impact: fc.constantFrom(...IMPACTS),
    components,
    importedFrom: title,
    introduction: text,
    updates: fc.uniqueArray(
      fc.record({ at: seconds, phase: fc.constantFrom(...PHASES_OF_KIND.incident), components: fc.constant({}), text }),
      { minLength: 1, maxLength: 4, selector: (update) => update.at },
    ),
  })
  .map(({ title: name, impact, components: statuses, importedFrom, introduction, updates }) => ({
    frontMatter: {
      title: name,
      category: 'undetermined',
      impact,
      components: statuses,
      backfilled: true,
      importedFrom,
    },
    introduction,
    updates: updates.sort((a, b) => a.at - b.at),
  }));

describe('parseIncidentFile() and formatIncidentFile()', () => {
  test('read and write the canonical form', () => {
    const { file, problems } = parseIncidentFile(PATH, CANONICAL);
    expect(problems).toEqual([]);
    expect(file && formatIncidentFile(file)).toBe(CANONICAL);
    expect(formatIncidentText(PATH, CANONICAL)).toBe(CANONICAL);
  });

  test('are inverse of each other', () => {
    fc.assert(
      fc.property(files, (file) => {
        const parsed = parseIncidentFile(PATH, formatIncidentFile(file));
        expect(parsed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(parsed.file?.frontMatter).toEqual(file.frontMatter);
        expect(parsed.file?.introduction).toBe(file.introduction);
        expect(parsed.file?.updates.map((update) => [update.at, update.phase, update.text])).toEqual(
          file.updates.map((update) => [update.at, update.phase, update.text]),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('what stands in a file is plain data, which builds keep for the next as JSON', () => {
    fc.assert(
      fc.property(files, (file) => {
        const read = parseIncidentFile(PATH, formatIncidentFile(file)).file;
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }),
    );
  });

  test('formatting what was formatted changes nothing', () => {
    fc.assert(
      fc.property(files, (file) => {
        const once = formatIncidentFile(file);
        expect(formatIncidentText(PATH, once)).toBe(once);
      }),
    );
  });

  test('formatting keeps comments and sorts keys and updates', () => {
    const written = `---
# why it matters
components: {api: partial_outage}   # see the map
impact: major
checks:
  - api-health
category: internal
title: "Errors"
---
## Resolved - 2026-11-20 11:00 UTC
## Investigating | 2026-11-20T11:05+01:00

Text.
`;
    expect(formatIncidentText(PATH, written)).toBe(`---
title: "Errors"
category: internal
impact: major
# why it matters
components:
  api: partial_outage
  # see the map
checks: [api-health]
---

## Investigating · 2026-11-20T10:05:00Z

Text.

## Resolved · 2026-11-20T11:00:00Z
`);
  });

  test('changeFrontMatter() changes the values given and nothing else', () => {
    const commented = CANONICAL.replace('impact: major', 'impact: major # by the log');
    expect(changeFrontMatter(PATH, commented, { set: { impact: 'critical', title: 'Down' }, add: {} })).toBe(
      commented.replace('impact: major', 'impact: critical').replace('Elevated errors on the public API', 'Down'),
    );
  });

  test('changeFrontMatter() adds to a list, also where there was none, and keeps its comments', () => {
    const commented = CANONICAL.replace(/^checks: .*$/m, 'checks: # by hand\n  # the first\n  - api-health');
    const evidence = { kind: 'measurement', at: '2026-11-20T10:05:00Z', text: 'web: "503", twice' };
    const changed = changeFrontMatter(PATH, commented, { set: {}, add: { checks: ['web'], evidence: [evidence] } });
    expect(changed).toContain('# by hand');
    expect(changed).toContain('# the first');
    expect(parseIncidentFile(PATH, changed).file?.frontMatter).toMatchObject({
      checks: ['api-health', 'web'],
      evidence: [evidence],
    });
    expect(formatIncidentText(PATH, changed)).toBe(changed);
  });

  test('reads CRLF and a BOM, says so, and formats them away', () => {
    const windows = `\uFEFF${CANONICAL.replaceAll('\n', '\r\n')}`;
    const { file, problems } = parseIncidentFile(PATH, windows);
    expect(problems.map(({ rule, line: at }) => `${at} ${rule}`)).toEqual(['1 no-byte-order-mark', '1 unix-line-ends']);
    expect(file && formatIncidentFile(file)).toBe(CANONICAL);
    expect(formatIncidentText(PATH, windows)).toBe(CANONICAL);
  });
});
