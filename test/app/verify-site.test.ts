import { describe, expect, test } from 'vitest';

import { cloneOf, commitFiles, git, makeBareRemote, writeFiles } from '../support/make-repo.ts';
import {
  INCIDENT,
  makeVerifiedRoot,
  measureUntil,
  OVER,
  publishFigures,
  tamper,
  verifyFigures,
} from '../support/verified-root.ts';

describe('verifySite()', () => {
  test('finds each figure as Git has it at the commit of the site, whatever came afterwards here', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    commitFiles(root, { files: { [INCIDENT]: OVER.replace('11:00', '11:20') }, at: '2026-11-21T10:00:00Z' });
    writeFiles(root, { 'status.yml': 'page: { nam: broken }', [INCIDENT]: undefined });
    const { differences, figures, notes, unknown } = await verifyFigures(root, site);
    expect({ differences, notes, unknown }).toEqual({ differences: [], notes: [], unknown: undefined });
    expect(figures).toBeGreaterThan(100);
  });

  test('finds every figure that was changed by hand, left out or made up', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    tamper(site, 'figures.json', [
      [/"edits":1/, '"edits":0'],
      [/"toDetectMs":0/, '"toDetectMs":60000'],
      [/"2026-11-20": \{"badMs":\d+,/, '"2026-11-20": {'],
      [/"told":\{"at":"2026-11-20T10:07:00Z"/, '"told":{"at":"2026-11-20T10:05:00Z"'],
      [/"page": "k7d0v3m9x2qa"/, '"page": "k7d0v3m9x2qb"'],
      [/"incidents": 1,/, '"incidents": 0,'],
      [/("incidents": \{)/, '$1 "2026-11-19-nothing": { "edits": 0 },'],
      [/"lastGood": \{\}/, '"lastGood": { "incidents/2026/broken.md": null }'],
    ]);
    const { differences } = await verifyFigures(root, site);
    const told = differences.map(({ what, site: theirs, git: ours }) => `${what}: ${theirs} for ${ours}`);
    expect(told).toEqual([
      expect.stringMatching(
        /^component api, 2026-11-20, time that counts against uptime: undefined for [\d.]+ min \(\d+\)$/,
      ),
      'incident 2026-11-19-nothing: 1 figure for undefined',
      'incident 2026-11-20-api-errors, later edits: 0 for 1',
      'incident 2026-11-20-api-errors, time to detect: 60 s (60000) for 0 ms (0)',
      'incident 2026-11-20-api-errors, people told, at: "2026-11-20T10:05:00Z" for "2026-11-20T10:07:00Z"',
      'transparency, incidents: 0 for 1',
      'commit of the last good revision, incidents/2026/broken.md: null for undefined',
      'id of the page: "k7d0v3m9x2qb" for "k7d0v3m9x2qa"',
    ]);
  });

  test('says where a site has more figures of its own than are told', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    const many = Array.from({ length: 10_001 }, (_, place) => `"incident-${place}": 1,`).join('');
    tamper(site, 'figures.json', [[/("incidents": \{)/, `$1${many}`]]);
    const { differences, notes } = await verifyFigures(root, site);
    expect(differences).toHaveLength(10_000);
    expect(notes).toEqual(['Only the first 10,000 differences of figures.json are told; there may be more.']);
  });

  test('goes by what was measured until then where the commit of the day was replaced, and says so', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    const [first = '', shown = ''] = git(root, ['log', '--reverse', '--format=%H']).split('\n');
    const lived = (time: string, commit: string): string => `2026-11-20T${time}Z ${commit} 2026-11-20T12:00:00Z -\n`;
    measureUntil(root, '23:59:59', {
      deploys: lived('12:01:00', first) + lived('12:04:00', shown),
      outreach: '2026-11-20-api-errors 2026-11-20T12:10:00Z email 12\n',
    });
    const clone = cloneOf(makeBareRemote(root));
    const { differences, notes } = await verifyFigures(clone, site);
    expect(differences).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(
        /^Commit [0-9a-f]{8} of "status-data" is not in this clone, .* up to 2026-11-20 12:00 UTC\./,
      ),
    ]);
  });

  test('cannot know in a shallow clone, nor of a commit that is no commit', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    const clone = cloneOf(makeBareRemote(root), ['--depth=1', '--no-single-branch']);
    await expect(verifyFigures(clone, site)).rejects.toMatchObject({
      name: 'StatusError',
      message: 'Cannot know in this clone, as it is shallow: what Git tells of the past is not in it',
      hint: 'Fetch all of it: git fetch --unshallow',
    });
    tamper(site, 'figures.json', [[/"commit": ".*"/, '"commit": "--upload-pack=x"']]);
    await expect(verifyFigures(root, site)).rejects.toThrow(/Cannot read "commit": .*, got "--upload-pack=x"$/);
  });
});
