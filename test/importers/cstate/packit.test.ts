import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { formatIncidentText, parseIncidentFile } from '../../../src/content/incident-file.ts';
import { parseCstateHistory } from '../../../src/importers/cstate/history.ts';
import { planCstateImport } from '../../../src/importers/cstate/plan.ts';
import { findMissingWords, readCstateFolder } from '../../support/cstate-history.ts';

const FOLDER = '../shared/corpora/packit-status';
const isThere = existsSync(FOLDER);

describe.skipIf(!isThere)(`planCstateImport() on 108 real posts (skipped where ${FOLDER} is not there)`, () => {
  const files = isThere ? readCstateFolder(join(FOLDER, 'content')) : [];
  const sources = files.map((file) => ({ ...file, path: `content/${file.path}` }));
  const plan = planCstateImport(parseCstateHistory({ files: sources }), {
    target: { files: [] },
    name: 'packit-status',
    undatedAt: 0,
  });

  it('brings 108 of 108 over', () => {
    expect(sources).toHaveLength(108);
    expect(plan.files.map((file) => file.from).sort()).toEqual(sources.map((file) => file.path).sort());
    expect(plan.counts).toMatchObject({ files: 108, incidents: 75, maintenances: 7, announcements: 26, left: 0 });
  });

  it('writes files that validate, in the canonical form', () => {
    for (const { path, text } of plan.files) {
      expect(parseIncidentFile(path, text).problems).toEqual([]);
      expect(formatIncidentText(path, text)).toBe(text);
    }
  });

  it('loses no word', () => {
    for (const source of sources) expect(findMissingWords(plan, source), source.path).toEqual([]);
  });

  it('finds the defects that the history has', () => {
    const count = (kind: string): number => plan.decisions.filter((decision) => decision.kind === kind).length;
    expect({
      repaired: count('time-repaired'),
      fences: count('front-matter-repaired'),
      clamped: count('end-clamped'),
      open: count('still-open'),
      lost: count('not-kept-word'),
    }).toEqual({ repaired: 3, fences: 1, clamped: 1, open: 0, lost: 0 });
  });

  it('leaves every incident closed at the end that its front matter gives', () => {
    const ends = plan.files.flatMap(({ path, text }) => {
      const file = parseIncidentFile(path, text).file;
      return file?.frontMatter.kind === undefined ? [file?.updates.at(-1)?.phase] : [];
    });
    expect(new Set(ends)).toEqual(new Set(['resolved']));
  });
});
