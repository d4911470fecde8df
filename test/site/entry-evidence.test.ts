import { describe, expect, it } from 'vitest';

import type { Evidence } from '../../src/schema/incident.ts';
import { groupEvidence } from '../../src/site/entry-evidence.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { makeAnnouncement, makeComponent, makeConfig, makeContent, makeIncident } from '../support/builders.ts';

const config = makeConfig({
  components: [makeComponent('api', 'Public API'), makeComponent('old', 'Old thing', { retired: '2026-01-01' })],
});
const model = deriveSiteModel(makeContent({ config }));

function found(kind: Evidence['kind'], time: string, overrides: Partial<Evidence> = {}): Evidence {
  return { kind, at: `2026-11-20T${time}:00Z`, text: 'something', ...overrides };
}

function linesOf(...evidence: Evidence[]) {
  return groupEvidence(makeIncident({ evidence }), model).flatMap(({ lines }) => lines);
}

describe('groupEvidence()', () => {
  it('puts what is of one kind together, in the order in which it was found', () => {
    const groups = groupEvidence(
      makeIncident({
        evidence: [
          found('deployment', '10:03', { text: 'c' }),
          found('measurement', '10:02', { text: 'b' }),
          found('measurement', '10:04', { text: 'd' }),
          found('deployment', '10:01', { text: 'a' }),
        ],
      }),
      model,
    );
    expect(groups.map(({ title, lines }) => [title, ...lines.map(({ text }) => text)])).toEqual([
      ['Our deployments', 'a', 'c'],
      ['Measurements of our checks', 'b', 'd'],
    ]);
  });

  it('takes apart what triage writes of a failing check', () => {
    const text = 'api-health: expected a status in 200-399, got 503 (http_5xx), 2 in a row';
    expect(linesOf(found('measurement', '10:02', { text, source: 'status-data' }))).toEqual([
      {
        at: Date.parse('2026-11-20T10:02:00Z'),
        lastAt: undefined,
        component: { name: 'Public API', url: '/components/api/' },
        text: 'expected a status in 200-399, got 503',
        details: ['check api-health', 'error of the server', '2 times in a row'],
        source: undefined,
      },
    ]);
  });

  it.each([
    ['has no page any more', 'old-health', { name: 'Old thing', url: undefined }],
    ['is not known', 'other', undefined],
  ])('links no component that %s', (...[, check, component]) => {
    const [line] = linesOf(found('measurement', '10:02', { text: `${check}: failed, 1 in a row` }));
    expect(line).toMatchObject({ component, text: 'failed', details: [`check ${check}`, 'once'] });
  });

  it.each([
    ['a web address by its host', 'https://www.example.org/runs/1', 'example.org', 'https://www.example.org/runs/1'],
    ['anything else as it is', 'the log of the proxy', 'the log of the proxy', undefined],
    ['no script as a link', 'javascript:alert(1)', 'javascript:alert(1)', undefined],
    ['nothing that cannot be an address as a link', 'https://[', 'https://[', undefined],
  ])('names %s', (...[, source, name, url]) => {
    expect(linesOf(found('provider', '10:02', { source }))[0]?.source).toEqual({ name, url });
  });

  it('does not name the branch of the measurements', () => {
    expect(linesOf(found('correlation', '10:02', { source: 'status-data' }))[0]?.source).toBeUndefined();
  });

  it('tells the same once, with its last time', () => {
    const lines = linesOf(
      found('provider', '10:20', { source: 'https://a.example.org' }),
      found('provider', '10:02', { source: 'https://a.example.org' }),
      found('provider', '10:30', { source: 'https://b.example.org' }),
      found('provider', '10:10', { source: 'https://a.example.org' }),
    );
    const clock = (time: number | undefined) => (time === undefined ? '' : new Date(time).toISOString().slice(11, 16));
    expect(lines.map(({ at, lastAt }) => [clock(at), clock(lastAt)])).toEqual([
      ['10:02', '10:20'],
      ['10:30', ''],
    ]);
  });

  it('finds nothing in what has no evidence', () => {
    expect(groupEvidence(makeIncident(), model)).toEqual([]);
    expect(groupEvidence(makeAnnouncement(), model)).toEqual([]);
  });
});
