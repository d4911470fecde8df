import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { cloneOf, commitFiles, git, makeBareRemote, makeFolder, writeFiles } from '../support/make-repo.ts';
import {
  CONFIG,
  INCIDENT,
  makeVerifiedRoot,
  measureUntil,
  OVER,
  publishFigures,
  tamper,
  verifyFigures,
} from '../support/verified-root.ts';

describe('verifySite()', () => {
  test('says that the site was built from other files than its commit has, and tells what differs by that', async () => {
    const root = makeVerifiedRoot();
    writeFiles(root, { [INCIDENT]: OVER.replace('11:00', '11:20') });
    const { differences, notes } = await verifyFigures(root, await publishFigures(root));
    expect(notes).toEqual([
      expect.stringMatching(/^The site says that it was built from files that were not as in commit /),
    ]);
    expect(differences.map(({ what }) => what)).toContain('incident 2026-11-20-api-errors, time to resolve');
  });

  test('says that the commit is not part of main', async () => {
    const root = makeVerifiedRoot();
    git(root, ['checkout', '--quiet', '-b', 'aside']);
    commitFiles(root, { files: { 'incidents/2026/2026-11-20-other.md': OVER }, at: '2026-11-20T11:40:00Z' });
    const { differences, notes } = await verifyFigures(root, await publishFigures(root));
    expect(differences).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^Commit [0-9a-f]{8} is not part of "main" as it is here/)]);
  });

  test('compares what a shallow clone could know, and does not claim to know more of the pages', async () => {
    const root = makeVerifiedRoot();
    const clone = cloneOf(makeBareRemote(root), ['--depth=1', '--no-single-branch']);
    const { differences, notes, unknown } = await verifyFigures(root, await publishFigures(clone));
    expect({ differences, notes }).toEqual({ differences: [], notes: [expect.stringContaining('a shallow clone')] });
    expect(unknown).toMatch(/^The pages cannot be compared, as a shallow clone makes others\./);
  });

  test('shows last good revisions as the site does', async () => {
    const root = makeVerifiedRoot();
    commitFiles(root, { files: { [INCIDENT]: 'no incident', 'status.yml': 'page: {}' }, at: '2026-11-20T11:40:00Z' });
    const site = await publishFigures(root);
    expect((await verifyFigures(root, site)).differences).toEqual([]);
    tamper(site, 'figures.json', [[new RegExp(`"${INCIDENT}": "[0-9a-f]{8}`), `"${INCIDENT}": "00000000`]]);
    expect((await verifyFigures(root, site)).differences).toMatchObject([
      { what: `commit of the last good revision, ${INCIDENT}` },
    ]);
  });

  test('says that the site hides what was measured', async () => {
    const root = makeVerifiedRoot();
    const bare = cloneOf(makeBareRemote(root), ['--single-branch']);
    const { differences, notes } = await verifyFigures(root, await publishFigures(bare));
    expect({ differences, notes }).toEqual({
      differences: [],
      notes: [expect.stringMatching(/^The site says that it was built without "status-data", which is in this clone/)],
    });
  });

  test('says that this clone was fetched before the site was built, and what differs by that', async () => {
    const root = makeVerifiedRoot();
    measureUntil(root, '11:00:00');
    const clone = cloneOf(makeBareRemote(root));
    git(root, ['remote', 'remove', 'origin']);
    measureUntil(root, '12:00:00');
    const { differences, notes } = await verifyFigures(clone, await publishFigures(root));
    expect(notes).toEqual([
      expect.stringMatching(/ is not in this clone, .* up to 2026-11-20 12:00 UTC\./),
      expect.stringMatching(
        /^The measurements in this clone end at 2026-11-20 11:00 UTC, before the site was built: git fetch /,
      ),
    ]);
    expect(differences.map(({ what }) => what)).toContain('component api, response times, api-health, day, answers');
  });

  test('cannot know in a clone without measurements, and says how to fetch them', async () => {
    const root = makeVerifiedRoot();
    const clone = cloneOf(makeBareRemote(root), ['--single-branch']);
    await expect(verifyFigures(clone, await publishFigures(root))).rejects.toMatchObject({
      message: 'Cannot find the branch "status-data" in this clone, which has the measurements',
      hint: 'Fetch it: git fetch origin +refs/heads/status-data:refs/remotes/origin/status-data',
    });
  });

  test('cannot know where the commit is not here, nor outside of Git', async () => {
    const root = makeVerifiedRoot();
    const clone = cloneOf(makeBareRemote(root));
    commitFiles(root, { files: { 'status.yml': `${CONFIG}# more\n` }, at: '2026-11-20T11:50:00Z' });
    const site = await publishFigures(root);
    await expect(verifyFigures(clone, site)).rejects.toMatchObject({
      message: expect.stringMatching(/^Cannot find commit [0-9a-f]{40} in this clone/),
      hint: expect.stringMatching(/^Fetch it: git fetch origin\. /),
    });
    await expect(verifyFigures(makeFolder(), site)).rejects.toThrow('does not lie in a Git repository');
  });

  test('takes no object for another that somebody has put into its place in this clone', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    commitFiles(root, { files: { [INCIDENT]: OVER.replace('11:00', '10:20') }, at: '2026-11-20T11:40:00Z' });
    git(root, ['replace', `HEAD~1:${INCIDENT}`, `HEAD:${INCIDENT}`]);
    git(root, ['reset', '--quiet', '--hard', 'HEAD~1']);
    expect((await verifyFigures(root, await publishFigures(root))).differences.length).toBeGreaterThan(0);
    expect((await verifyFigures(root, site)).differences).toEqual([]);
  });

  test('says that the time of the site is still to come', async () => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    tamper(site, 'figures.json', [[/"now": "2026-11-20T12/, '"now": "2026-11-20T13']]);
    expect((await verifyFigures(root, site)).notes).toEqual([
      'The site says that it was built for a time that is still to come.',
    ]);
  });

  test('asks no remote of a partial clone for what it lacks', async () => {
    const root = makeVerifiedRoot();
    const clone = cloneOf(makeBareRemote(root), ['--filter=blob:none']);
    const count = (): string => git(clone, ['count-objects', '-v']);
    const site = await publishFigures(root);
    const before = count();
    await expect(verifyFigures(clone, site)).rejects.toThrow(/not allowed|promisor/);
    expect(count()).toBe(before);
  });

  test('cannot know of a folder that was never committed', async () => {
    const root = makeVerifiedRoot();
    writeFiles(root, { 'other/status.yml': CONFIG });
    const folder = join(root, 'other');
    await expect(verifyFigures(folder, await publishFigures(folder))).rejects.toThrow(
      /^Cannot find status\.yml in commit [0-9a-f]{8}, nor in any before it$/,
    );
  });

  test.each([
    ['no figures', undefined, /^Cannot find figures\.json in the site$/],
    ['no commit', '"commit": null', /^Cannot verify the site: it says that it was built from no commit/],
    ['a commit of another kind', `"commit": "${'0'.repeat(40)}"`, /^Cannot find commit 0{40} in this clone/],
  ])('refuses a site with %s', async (_what, to, message) => {
    const root = makeVerifiedRoot();
    const site = await publishFigures(root);
    if (to === undefined) writeFiles(site, { 'figures.json': undefined });
    else tamper(site, 'figures.json', [[/"commit": ".*"/, to]]);
    await expect(verifyFigures(root, site)).rejects.toThrow(message);
  });
});
