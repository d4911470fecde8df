import { describe, expect, test } from 'vitest';

import {
  describePicture,
  listPictures,
  pictureAddress,
  pictureOf,
  type SharePicture,
} from '../../src/site/share-picture.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel, type SiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const OPEN = makeIncident();
const RESOLVED = makeIncident({
  updates: [makeUpdate('2026-11-20T10:05:00Z'), makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' })],
});

function makeModel(entries: Entry[] = [], now = '2026-11-22T10:45:00Z'): SiteModel {
  return deriveSiteModel(makeContent({ entries, now: at(now), checkedAt: at(now) }));
}

/** What the picture says, from top to bottom. */
function words({ page, label, sentence, follow, time, host }: SharePicture): (string | undefined)[] {
  return [page, label, sentence, follow, time, host].map((text) => text?.replaceAll('\u00A0', ' '));
}

describe('pictureOf()', () => {
  test.each([
    ['while all is well', makeModel(), 'operational', 'All systems operational.'],
    ['in an outage', makeModel([OPEN]), 'partial_outage', 'Public API is partly down.'],
  ])('tells the state of the page %s', (_when, model, ...[state, sentence]) => {
    const picture = pictureOf('now', model);
    expect(picture).toMatchObject({ path: 'og/status.png', state, sentence });
    expect(picture.time?.replaceAll('\u00A0', ' ')).toBe('As of 22 Nov 2026, 10:45 UTC');
  });

  test('tells of the page itself without a state or a time', () => {
    const picture = pictureOf('page', makeModel([OPEN]));
    expect(picture).toMatchObject({ path: 'og/page.png', state: undefined, time: undefined });
    expect(picture).toEqual(pictureOf('page', makeModel([], '2027-01-01T00:00:00Z')));
  });

  test.each<[string, Entry, SharePicture['state'], (string | undefined)[]]>([
    [
      'an open incident',
      OPEN,
      'partial_outage',
      [
        'Major incident · Investigating',
        'Elevated errors on the public API',
        'Public API',
        'As of 22 Nov 2026, 10:45 UTC',
      ],
    ],
    [
      'a resolved one',
      RESOLVED,
      'operational',
      [
        'Major incident · Resolved',
        'Elevated errors on the public API',
        'Public API',
        '20 Nov 2026, 10:05 to 11:00 UTC',
      ],
    ],
    [
      'a maintenance to come',
      makeMaintenance(NOW),
      'under_maintenance',
      [
        'Maintenance · Scheduled',
        'Database upgrade',
        '24 Nov 2026, 22:00 to 23:30 UTC · Public API',
        'As of 22 Nov 2026, 10:45 UTC',
      ],
    ],
    ['an announcement', makeAnnouncement(), undefined, ['Announcement', 'A new region', undefined, '18 Nov 2026']],
  ])('tells of %s', (_what, entry, ...[state, expected]) => {
    const picture = pictureOf(entry, makeModel([entry]));
    expect(picture).toMatchObject({ path: `og/incidents/${entry.id}.png`, state });
    expect(words(picture)).toEqual(['Example Cloud', ...expected, 'status.example.org']);
  });

  test.each([
    ['of its own until 14 days after its last change', '2026-12-04T10:59:59Z', 'og/incidents/api-errors.png'],
    ['that all share from then on', '2026-12-04T11:00:00Z', 'og/page.png'],
  ])('gives what is over a picture %s', (_which, now, path) => {
    const model = makeModel([RESOLVED], now);
    expect(pictureOf(RESOLVED, model).path).toBe(path);
    expect(listPictures(model).map((picture) => picture.path)).toEqual([
      ...new Set(['og/status.png', 'og/page.png', path]),
    ]);
  });

  test('gives what is over the same picture in each build until then', () => {
    const [first, later] = ['2026-11-22T10:45:00Z', '2026-12-04T10:00:00Z'].map((now) => makeModel([RESOLVED], now));
    expect(first && pictureOf(RESOLVED, first)).toEqual(later && pictureOf(RESOLVED, later));
  });

  test('gives what is open one of its own, however old it is', () => {
    expect(pictureOf(OPEN, makeModel([OPEN], '2027-06-01T00:00:00Z')).path).toBe('og/incidents/api-errors.png');
  });
});

describe('describePicture()', () => {
  test('says what the picture shows', () => {
    const text = describePicture(pictureOf(RESOLVED, makeModel([RESOLVED])));
    expect(text.replaceAll('\u00A0', ' ')).toBe(
      'Major incident · Resolved · Elevated errors on the public API · Public API · 20 Nov 2026, 10:05 to 11:00 UTC',
    );
  });
});

describe('pictureAddress()', () => {
  const config = makeConfig({ page: { name: 'Example Cloud', url: 'https://status.example.org/sub/path' } });
  const model = deriveSiteModel(makeContent({ config }));
  const picture = pictureOf('now', model);

  test('is a whole address below the page', () => {
    expect(pictureAddress(picture, model)).toMatch(
      /^https:\/\/status\.example\.org\/sub\/path\/og\/status\.png\?v=[a-z0-9]{8}$/,
    );
  });

  test('is another one for a picture that says something else', () => {
    expect(pictureAddress({ ...picture, sentence: 'All is well.' }, model)).not.toBe(pictureAddress(picture, model));
    expect(pictureAddress({ ...picture }, model)).toBe(pictureAddress(picture, model));
  });
});
