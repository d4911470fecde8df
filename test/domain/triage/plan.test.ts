import { describe, expect, test } from 'vitest';

import { at, makeConfig, makeMaintenance } from '../../support/builders.ts';
import { page } from '../../support/triage-page.ts';
import { tell, type Walk, walkTriage } from '../../support/triage-walk.ts';

const ONE = page({ api: ['a'] });
const TWO = page({ api: ['a', 'b'] });

describe('planTriage() of one component with one check', () => {
  test.each([
    // a letter a run of five minutes; stableFor is 15 minutes
    ['uuuu', [], 'passes open nothing'],
    ['udu', [], 'one bad run opens nothing'],
    ['ududud', [], 'single bad runs open nothing'],
    ['udd', ['2 open api=major_outage'], 'the second failing run opens'],
    ['uddddd', ['2 open api=major_outage'], 'further failures say nothing new'],
    ['ugg', ['2 open api=degraded_performance'], 'slowness opens a lesser one'],
    ['uggdd', ['2 open api=degraded_performance', '4 investigating api=major_outage'], 'it gets worse'],
    [
      'uddgg',
      ['2 open api=major_outage', '3 investigating api=degraded_performance'],
      'it gets better but is not well',
    ],
    ['uddu', ['2 open api=major_outage'], 'one pass is no recovery'],
    ['udduu', ['2 open api=major_outage', '4 monitoring api=operational'], 'two are'],
    [
      'udduuuu',
      ['2 open api=major_outage', '4 monitoring api=operational', '6 resolved'],
      'resolved 15 minutes after the first passing measurement',
    ],
    [
      'udduudduuuu',
      [
        '2 open api=major_outage',
        '4 monitoring api=operational',
        '6 investigating api=major_outage',
        '8 monitoring api=operational',
        '10 resolved',
      ],
      'a failure while monitoring goes back',
    ],
    [
      'udduuuudduuuu',
      [
        '2 open api=major_outage',
        '4 monitoring api=operational',
        '6 resolved',
        '8 investigating api=major_outage',
        '10 monitoring api=operational',
        '12 resolved',
      ],
      'a failure soon after resolved reopens the same incident',
    ],
    [
      'udduuuuuuuudd',
      ['2 open api=major_outage', '4 monitoring api=operational', '6 resolved', '12 open api=major_outage'],
      'a later one is another incident',
    ],
    ['udd????', ['2 open api=major_outage'], 'what is not known changes nothing'],
    ['ud?d', ['3 open api=major_outage'], 'an unknown run does not break a row'],
    ['ud.......d', [], 'a silence longer than holdFor does'],
    ['dd', ['1 open api=major_outage'], 'the first run of all counts'],
    ['udududu', [], 'three single failures are not believed'],
    ['ududududu', ['7 open api=partial_outage'], 'four of them within an hour are: it is unstable'],
    ['ugugugugu', ['7 open api=degraded_performance'], 'one that is slow now and then is so too'],
    ['uduuuduuuduuud', ['13 open api=partial_outage'], 'a quarter of the measurements is enough'],
    ['uduuuuduuuuduuuuduu', [], 'less is not'],
    [
      'udududududduuuu',
      ['7 open api=partial_outage', '14 resolved'],
      'an unstable service says nothing more until it has held, and then is resolved at once',
    ],
    [
      'udduudduudduududdddd',
      [
        '2 open api=major_outage',
        '4 monitoring api=operational',
        '6 investigating api=major_outage',
        '8 monitoring api=operational',
        '9 investigating api=partial_outage',
        '18 investigating api=major_outage',
      ],
      'an incident that flaps becomes one of instability, until the failure lasts',
    ],
  ])('%s: %s', (row, expected) => {
    expect(walkTriage({ config: ONE, rows: { a: row } }).steps.map(tell)).toEqual(expected);
  });

  test('confirmAfter 1 opens at the first failing run, 3 at the third', () => {
    const opened = (confirmAfter: number): string[] =>
      walkTriage({ config: page({ api: ['a'] }, { confirmAfter }), rows: { a: 'udddd' } }).steps.map(tell);
    expect(opened(1)[0]).toBe('1 open api=major_outage');
    expect(opened(3)[0]).toBe('3 open api=major_outage');
  });
});

describe('planTriage() of several checks and components', () => {
  test.each([
    [{ a: 'udd', b: 'uuu' }, ['2 open api=partial_outage'], 'some checks down is a partial outage'],
    [{ a: 'udd', b: 'udd' }, ['2 open api=major_outage'], 'all is a major one'],
    [
      { a: 'uddd', b: 'uudd' },
      ['2 open api=partial_outage', '3 investigating api=major_outage'],
      'a check whose failure awaits confirmation keeps its vote',
    ],
    [{ a: 'uddd', b: 'uudu' }, ['2 open api=partial_outage'], 'so that one bad run of it changes nothing'],
    [
      { a: 'udddd', b: 'uuudd' },
      ['2 open api=partial_outage', '4 investigating api=major_outage'],
      'the second check fails later',
    ],
    [
      { a: 'udduuu', b: 'uddddd' },
      ['2 open api=major_outage', '3 investigating api=partial_outage'],
      'one check recovers',
    ],
    [
      { a: 'udduu', b: 'uu??u' },
      ['2 open api=major_outage', '4 monitoring api=operational'],
      'a check without an answer has no vote',
    ],
    [{ a: 'udduu', b: 'uuudd' }, ['2 open api=partial_outage', '4 join b'], 'one recovers while the other fails'],
  ])('%j: %s', (rows, expected) => {
    expect(walkTriage({ config: TWO, rows }).steps.map(tell)).toEqual(expected);
  });

  test('two components that fail are two incidents, each with its own end', () => {
    const config = page({ api: ['a'], web: ['w'] });
    const { steps } = walkTriage({ config, rows: { a: 'udduuuu', w: 'uuudddd' } });
    expect(steps.map(tell)).toEqual([
      '2 open api=major_outage',
      '4 monitoring api=operational',
      '4 open web=major_outage',
      '6 resolved',
    ]);
  });

  test('recovery and stability that are seen in the same run resolve at once', () => {
    const { steps } = walkTriage({ config: ONE, rows: { a: 'udduu' }, intervalMs: 20 * 60_000 });
    expect(steps.map(tell)).toEqual(['2 open api=major_outage', '4 resolved']);
  });

  test('a retired component opens nothing', () => {
    const config = makeConfig({
      components: [
        {
          id: 'old',
          name: 'Old',
          retired: '2026-01-01',
          checks: [{ id: 'a', type: 'tcp', host: '127.0.0.1', port: 1 }],
        },
      ],
    });
    expect(walkTriage({ config, rows: { a: 'udd' } }).steps).toEqual([]);
  });

  test('an incident does not wait for a component that has been retired since', () => {
    const shop = { id: 'shop', name: 'Shop', checks: [{ id: 's', type: 'tcp', host: '127.0.0.1', port: 1 }] };
    const old = { id: 'old', name: 'Old', checks: [{ id: 'a', type: 'tcp', host: '127.0.0.1', port: 1 }] };
    const config = makeConfig({ components: [shop, { ...old, retired: '2026-11-21' }], triage: { correlateAt: 2 } });
    const intervalMs = 6 * 3_600_000;
    const holding = { ...config, uptime: { ...config.uptime, holdFor: 2 * intervalMs } };
    const { steps } = walkTriage({ config: holding, rows: { s: 'udduu', a: 'udd' }, intervalMs });
    expect(steps.map(tell)).toEqual(['2 open old=major_outage shop=major_outage', '4 resolved']);
  });

  test('a maintenance at work opens nothing; a failure that outlasts its window does', () => {
    const until = (time: string): Walk => ({
      config: ONE,
      rows: { a: 'uddd' },
      maintenances: (now) => [makeMaintenance(now, { scheduled: { from: '2026-11-20T09:00:00Z', until: time } })],
    });
    expect(walkTriage(until('2026-11-20T10:20:00Z')).steps).toEqual([]);
    expect(walkTriage(until('2026-11-20T10:15:00Z')).steps.map(tell)).toEqual(['3 open api=major_outage']);
  });
});

describe('planTriage() of a failure that an open incident does not name', () => {
  const THREE = page({ api: ['a', 'b', 'c'] });

  test('adds it once, as evidence, where the status stays', () => {
    const { steps, known } = walkTriage({ config: THREE, rows: { a: 'udddddd', b: 'uuuddudd', c: 'uuuuuuuu' } });
    expect(steps.map(tell)).toEqual(['2 open api=partial_outage', '4 join b']);
    expect(known[0]?.incident.frontMatter.checks).toEqual(['a', 'b']);
    expect(known[0]?.incident.frontMatter.evidence?.map(({ at: time, text }) => `${time} ${text}`)).toEqual([
      '2026-11-20T10:05:00Z a: expected a status in 200-399, got 503 (http_5xx), 2 in a row',
      '2026-11-20T10:15:00Z b: expected a status in 200-399, got 503 (http_5xx), 2 in a row',
    ]);
  });

  test.each([
    [{ a: 'udddddd', b: 'uuudddd' }, ['4 b'], 'with the update that says what changes'],
    [{ a: 'udduuuuuuu', b: 'uuuuuuuddd' }, ['8 b'], 'with the update of a reopening'],
    [{ a: 'udduuuuu', b: 'uuuuudd' }, ['6 b'], 'with the update that ends the watching'],
  ])('%j: %s', (rows, expected) => {
    const joined = walkTriage({ config: TWO, rows }).steps.flatMap(({ run, step }) =>
      step.kind === 'append' && step.joined !== undefined ? [`${run} ${step.joined.checks.join(' ')}`] : [],
    );
    expect(joined).toEqual(expected);
  });

  test('leaves a person’s file alone', () => {
    const { steps } = walkTriage({
      config: THREE,
      rows: { a: 'udddddd', b: 'uuudddd', c: 'uuuuuuu' },
      edit: (known) => known.splice(0, known.length, ...known.map((one) => ({ ...one, writer: 'person' as const }))),
    });
    expect(steps.map(tell)).toEqual(['2 open api=partial_outage']);
  });
});

describe('planTriage() of a failure soon after resolved', () => {
  const RESOLVED = ['2 open api=major_outage', '4 monitoring api=operational', '6 resolved'];

  test('reopens nothing beside an open incident that names the component', () => {
    const [opened] = walkTriage({ config: ONE, rows: { a: 'dd' } }).known;
    const { steps, known } = walkTriage({
      config: ONE,
      rows: { a: 'udduuuudddd' },
      edit: (all, run) => {
        if (run !== 7 || opened === undefined) return;
        const incident = { ...opened.incident, id: 'power-cut' };
        all.push({ incident, path: 'incidents/2026/power-cut.md', writer: 'person' });
      },
    });
    expect(steps.map(tell)).toEqual(RESOLVED);
    expect(known.map(({ incident }) => [incident.id, incident.phase])).toEqual([
      ['2026-11-20-api', 'resolved'],
      ['power-cut', 'investigating'],
    ]);
  });

  test('reopens nothing during a maintenance; one that outlasts it is the same incident', () => {
    const scheduled = { from: '2026-11-20T10:30:00Z', until: '2026-11-20T10:50:00Z' };
    const { steps } = walkTriage({
      config: ONE,
      rows: { a: 'udduuuuddddd' },
      maintenances: (now) => [makeMaintenance(now, { scheduled })],
    });
    expect(steps.map(tell)).toEqual([...RESOLVED, '10 investigating api=major_outage']);
  });
});

describe('planTriage() and people', () => {
  test('in a file in which a person has written it appends one note and nothing else', () => {
    const { steps } = walkTriage({
      config: ONE,
      rows: { a: 'udduuuuuuu' },
      edit: (known, run) => {
        if (run === 3) known.splice(0, 1, ...known.map((one) => ({ ...one, writer: 'person' as const })));
      },
    });
    expect(steps.map(tell)).toEqual(['2 open api=major_outage', '4 investigating (noted)']);
    const note = steps[1]?.step;
    expect(note?.kind === 'append' && note.update.text).toBe('Checks have passed since 10:15 UTC.');
  });

  test('a failure of a component that a person’s incident names opens nothing', () => {
    const opened = walkTriage({ config: ONE, rows: { a: 'dd' } }).known;
    const plain = opened.map(({ incident, ...rest }) => ({
      ...rest,
      writer: 'person' as const,
      incident: { ...incident, frontMatter: { ...incident.frontMatter, openedBy: undefined } },
    }));
    const { steps } = walkTriage({
      config: ONE,
      rows: { a: 'udduuuu' },
      edit: (known, run) => {
        if (run === 0) known.push(...plain);
      },
    });
    expect(steps).toEqual([]);
  });
});

describe('what planTriage() writes', () => {
  test('opens with the reason in words, the evidence and the start', () => {
    const [first] = walkTriage({ config: ONE, rows: { a: 'udd' } }).steps;
    expect(first?.step).toEqual({
      kind: 'open',
      id: '2026-11-20-api',
      components: ['api'],
      file: {
        frontMatter: {
          title: 'API is down',
          category: 'undetermined',
          impact: 'critical',
          components: { api: 'major_outage' },
          checks: ['a'],
          openedBy: 'monitor',
          evidence: [
            {
              kind: 'measurement',
              at: '2026-11-20T10:05:00Z',
              text: 'a: expected a status in 200-399, got 503 (http_5xx), 2 in a row',
              source: 'status-data',
            },
          ],
        },
        introduction: '',
        updates: [
          {
            at: at('2026-11-20T10:10:00Z'),
            phase: 'investigating',
            components: {},
            text: 'A check of API has failed since 10:05 UTC. We are looking into it.\n\n- a: expected a status in 200-399, got 503',
          },
        ],
      },
    });
  });

  test.each([
    ['uggdd', 'API is down', 'critical', 'a worse state raises impact and title'],
    ['uddgg', 'API is down', 'critical', 'a better one does not lower them'],
    ['ugguuuudd', 'API is down', 'critical', 'nor does a reopening forget to raise them'],
    ['ugg', 'API is slow', 'minor', 'nothing is raised without need'],
  ])('%s is "%s" of impact %s: %s', (row, title, impact) => {
    const [known] = walkTriage({ config: ONE, rows: { a: row } }).known;
    expect(known?.incident).toMatchObject({ title, impact });
  });

  test('takes the next number when the id of the day is taken', () => {
    const rows = { a: `udd${'u'.repeat(8)}dd` };
    const ids = walkTriage({ config: ONE, rows }).known.map(({ incident }) => incident.id);
    expect(ids).toEqual(['2026-11-20-api', '2026-11-20-api-2']);
  });
});
