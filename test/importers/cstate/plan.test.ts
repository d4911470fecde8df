import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { formatIncidentText, parseIncidentFile } from '../../../src/content/incident-file.ts';
import { parseCstateHistory } from '../../../src/importers/cstate/history.ts';
import { type CstateImportOptions, planCstateImport } from '../../../src/importers/cstate/plan.ts';
import { ConfigSchema } from '../../../src/schema/config.ts';
import { formatInstant } from '../../../src/schema/timestamp.ts';
import { findMissingWords, readCstateFolder } from '../../support/cstate-history.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/cstate');
const FILES = readCstateFolder(FOLDER);
const CONFIG = { path: 'config.yml', text: readFileSync(join(FOLDER, 'config.yml'), 'utf8') };
const OPTIONS: CstateImportOptions = { target: { files: [] }, name: 'old', undatedAt: Date.UTC(2026, 10, 20) };
const HISTORY = parseCstateHistory({ files: FILES, configs: [CONFIG] });
const PLAN = planCstateImport(HISTORY, OPTIONS);

/** One line that says what became of a post: kind, impact, components, then `phase time` of each update. */
function summary(name: string, plan = PLAN): string[] {
  const made = plan.files.find((file) => file.from === `content/issues/${name}`);
  const file = made === undefined ? undefined : parseIncidentFile(made.path, made.text).file;
  if (file === undefined) return ['nothing'];
  const { frontMatter, updates } = file;
  const impact = 'impact' in frontMatter ? frontMatter.impact : frontMatter.kind;
  const components = Object.entries(frontMatter.components ?? {}).map(([key, status]) => `${key} ${status}`);
  return [
    [impact, ...components].join(', '),
    ...updates.map((update) => `${update.phase} ${formatInstant(update.at)}`),
  ];
}

function kindsOf(name: string): string[] {
  return PLAN.decisions
    .filter((decision) => decision.file === `content/issues/${name}`)
    .map((decision) => decision.kind);
}

describe('planCstateImport()', () => {
  it.each([
    [
      '2024-01-10-newest-first.md',
      [
        'critical, web-hosting major_outage, mail major_outage',
        'investigating 2024-01-10T08:00:00Z',
        'monitoring 2024-01-10T09:15:00Z',
        'resolved 2024-01-10T10:30:00Z',
      ],
    ],
    [
      '2024-01-14-untimed-updates.md',
      ['major, help-desk partial_outage', 'investigating 2024-01-14T06:00:00Z', 'resolved 2024-01-14T08:00:00Z'],
    ],
    [
      '2024-02-01-no-fence.md',
      ['major, mail partial_outage', 'investigating 2024-02-01T13:00:00Z', 'resolved 2024-02-01T14:15:00Z'],
    ],
    [
      '2024-02-02-odd-hours.md',
      ['major, mail partial_outage', 'investigating 2024-02-02T13:00:00Z', 'resolved 2024-02-02T14:09:30Z'],
    ],
    [
      '2024-02-03-no-such-day.md',
      ['critical, mail major_outage', 'investigating 2024-02-03T00:00:00Z', 'resolved 2024-02-03T00:00:01Z'],
    ],
    [
      '2024-02-04-ends-before-start.md',
      ['major, mail partial_outage', 'investigating 2024-02-04T10:00:00Z', 'resolved 2024-02-04T10:00:01Z'],
    ],
    ['2024-02-06-still-open.md', ['critical, fax-gateway major_outage', 'investigating 2024-02-06T10:00:00Z']],
    [
      '2024-02-07-over-but-open.md',
      ['major, mail partial_outage', 'investigating 2024-02-07T10:00:00Z', 'monitoring 2024-02-07T11:00:00Z'],
    ],
    [
      '2024-02-08-resolved-missing.md',
      ['major', 'investigating 2024-02-08T00:00:00Z', 'resolved 2024-02-08T00:00:01Z'],
    ],
    [
      '2024-02-09-broken-yaml.md',
      [
        'major, mail partial_outage, pigeon-post partial_outage',
        'investigating 2024-02-09T10:00:00Z',
        'resolved 2024-02-09T11:00:00Z',
      ],
    ],
    [
      '2024-02-10-toml.md',
      [
        'critical, mail major_outage, web-hosting major_outage',
        'investigating 2024-02-10T10:00:00Z',
        'resolved 2024-02-10T11:00:00Z',
      ],
    ],
    [
      '2024-02-11-upgrade.md',
      ['maintenance, mail under_maintenance', 'scheduled 2024-02-11T22:00:00Z', 'completed 2024-02-11T23:30:00Z'],
    ],
    ['2024-02-12-closed.md', ['announcement', 'announced 2024-02-12T08:00:00Z']],
    ['2024-02-13-informational.md', ['announcement', 'announced 2024-02-13T08:00:00Z']],
    [
      '2024-02-19-extra-fields.md',
      ['none, mail operational', 'investigating 2024-02-19T08:00:00Z', 'resolved 2024-02-19T09:00:00Z'],
    ],
    ['2024-02-21-empty.md', ['announcement', 'announced 2024-02-21T00:00:00Z']],
    ['untitled.md', ['major', 'investigating 2026-11-20T00:00:00Z', 'resolved 2026-11-20T00:00:01Z']],
  ])('makes of %s what it says', (name, expected) => {
    expect(summary(name)).toEqual(expected);
  });

  it.each([
    ['2024-01-10-newest-first.md', ['time-without-zone', 'time-without-zone', 'updates-read']],
    ['2024-01-14-untimed-updates.md', ['updates-whole']],
    ['2024-01-15-far-times.md', ['updates-whole', 'shortcode-written']],
    ['2024-02-01-no-fence.md', ['front-matter-repaired']],
    ['2024-02-02-odd-hours.md', ['time-repaired', 'time-repaired']],
    ['2024-02-03-no-such-day.md', ['time-replaced', 'time-replaced', 'end-missing']],
    ['2024-02-04-ends-before-start.md', ['end-clamped', 'time-shifted']],
    ['2024-02-05-zero-length.md', ['time-shifted']],
    ['2024-02-06-still-open.md', ['still-open']],
    ['2024-02-07-over-but-open.md', ['still-open']],
    ['2024-02-08-resolved-missing.md', ['time-without-zone', 'end-missing', 'end-missing', 'components-none']],
    ['2024-02-09-broken-yaml.md', ['front-matter-repaired', 'severity-unknown']],
    ['2024-02-10-toml.md', []],
    ['2024-02-11-upgrade.md', ['kind-chosen', 'updates-read']],
    ['2024-02-14-draft.md', ['field-left', 'aside']],
    ['2024-02-16-Überlast gelöst.md', ['id-changed', 'updates-read']],
    ['2024-02-17-データ.md', ['id-changed']],
    ['2024-02-18-text-like-headings.md', ['shortcode-left', 'updates-whole']],
    ['2024-02-21-empty.md', ['time-replaced', 'title-made', 'kind-chosen']],
    ['2024-02-22-marks.md', []],
  ])('names the decisions that %s asked for', (name, kinds) => {
    expect(kindsOf(name)).toEqual(kinds);
  });

  it('brings every file over, and names what is no post', () => {
    expect(PLAN.counts).toEqual({
      files: 31,
      incidents: 23,
      maintenances: 1,
      announcements: 3,
      drafts: 1,
      left: 3,
      updates: 54,
      components: 6,
    });
    const left = PLAN.decisions.filter((decision) => decision.kind === 'file-left').map((decision) => decision.file);
    expect(left).toEqual(['content/affected/mail/_index.md', 'content/issues/_index.md', 'content/pages/about.md']);
  });

  it('writes files that validate, in the canonical form, below the year of their start', () => {
    for (const { path, text } of PLAN.files) {
      expect(parseIncidentFile(path, text).problems).toEqual([]);
      expect(formatIncidentText(path, text)).toBe(text);
      expect(path).toMatch(/^(?:incidents|drafts)\/\d{4}\/[a-z0-9-]+\.md$/);
    }
    expect(new Set(PLAN.files.map((file) => file.path)).size).toBe(PLAN.files.length);
  });

  it('loses no word of any file', () => {
    for (const file of FILES) expect(findMissingWords(PLAN, file), file.path).toEqual([]);
  });

  it('escapes text that would read as an update and closes what was left open', () => {
    const text = PLAN.files.find((file) => file.path.endsWith('text-like-headings.md'))?.text;
    expect(text).toContain('\\## Resolved\n\nis what we wish for.');
    expect(text).toContain('left open\n```\n\n## Resolved · 2024-02-18T09:00:00Z');
    expect(text).toContain('<div class="box">A <b>box</b> {{< figure src="plug.png" >}}</div>');
  });

  it('keeps a draft out of incidents/', () => {
    expect(PLAN.files.filter((file) => file.path.startsWith('drafts/')).map((file) => file.path)).toEqual([
      'drafts/2024/2024-02-14-draft.md',
    ]);
  });

  it('overrides the start where the first update has another time', () => {
    const text =
      '---\ntitle: a\ndate: 2024-01-10T08:00:00Z\nresolved: false\nseverity: down\n---\n*Update* - b {{< track "2024-01-10 08:20:00" >}}';
    const history = parseCstateHistory({ files: [{ path: 'content/issues/a.md', text }] });
    expect(planCstateImport(history, OPTIONS).files[0]?.text).toContain(
      'startedAt: 2024-01-10T08:00:00Z\nstartedBecause: date in the imported file',
    );
  });

  it('takes disrupted for degraded where that is wanted', () => {
    const plan = planCstateImport(HISTORY, { ...OPTIONS, disruptedAs: 'degraded_performance' });
    expect(summary('2024-01-14-untimed-updates.md', plan)[0]).toBe('minor, help-desk degraded_performance');
    expect(plan.decisions.map((decision) => decision.what)).toContain(
      'severity disrupted (14) became degraded_performance with impact minor',
    );
  });

  it('gives the same plan for files in another order', () => {
    const history = parseCstateHistory({ files: [...FILES].reverse(), configs: [CONFIG] });
    expect(planCstateImport(history, OPTIONS)).toEqual(PLAN);
  });

  it('takes another id where the target has a file of that id from elsewhere, and the same one for its own', () => {
    const own = PLAN.files.find((file) => file.path.endsWith('2024-02-12-closed.md'));
    const foreign = { path: 'incidents/2024-02-13-informational.md', text: '---\ntitle: ours\n---\n' };
    const target = { files: [foreign, ...(own === undefined ? [] : [own])] };
    const paths = planCstateImport(HISTORY, { ...OPTIONS, target }).files.map((file) => file.path);
    expect(paths).toContain('incidents/2024/2024-02-13-informational-2.md');
    expect(paths).toContain('incidents/2024/2024-02-12-closed.md');
  });

  it('keeps two posts apart whose names become one id', () => {
    const files = ['content/issues/Mail down.md', 'content/issues/mail-down.md'].map((path) => ({ path, text: 'x' }));
    const paths = planCstateImport(parseCstateHistory({ files }), OPTIONS).files.map((file) => file.path);
    expect(paths).toEqual(['incidents/2026/mail-down.md', 'incidents/2026/mail-down-2.md']);
  });
});

describe('planCstateImport(), status.yml', () => {
  const config = ConfigSchema.parse(parse(PLAN.config ?? '', { schema: 'core' }));

  it('describes the page as the configuration does', () => {
    expect(config.page).toMatchObject({
      name: 'Lindenhof Cloud',
      url: 'https://status.lindenhof.example/',
      description: 'How our services are.',
      locale: 'de',
      accent: '#204a87',
      links: [{ name: 'Our site', url: 'https://lindenhof.example' }],
    });
    expect(config.page.id).toMatch(/^[a-z0-9]{12}$/);
  });

  it('has a component for every system, retired where only old posts name it', () => {
    expect(config.components.map(({ id, name, group, since, retired }) => [id, name, group, since, retired])).toEqual([
      ['web-hosting', 'Web hosting', 'Hosting', '2024-01-10', undefined],
      ['mail', 'E-mail', 'Hosting', '2024-01-10', undefined],
      ['help-desk', 'Help desk', undefined, '2024-01-14', undefined],
      ['fax-gateway', 'Fax gateway', undefined, '2024-02-06', undefined],
      ['pigeon-post', 'Pigeon post', undefined, '2024-02-09', '2024-02-10'],
      [expect.stringMatching(/^component-/), '配信', undefined, '2024-02-17', '2024-02-18'],
    ]);
    expect(config.components[1]?.description).toBe('Mailboxes and outgoing post.');
  });

  it('takes the systems of the newest year for those of the page where there is no configuration', () => {
    const post = (day: string, system: string) => ({
      path: `content/issues/${day}.md`,
      text: `---\ntitle: a\ndate: ${day}T08:00:00Z\nresolvedWhen: ${day}T09:00:00Z\nresolved: true\nseverity: down\naffected: [${system}]\n---\n`,
    });
    const files = [post('2022-05-01', 'Old'), post('2023-12-31', 'Last'), post('2024-01-02', 'New')];
    const plan = planCstateImport(parseCstateHistory({ files }), OPTIONS);
    const made = ConfigSchema.parse(parse(plan.config ?? '', { schema: 'core' }));
    expect(made.components.map(({ id, retired }) => [id, retired])).toEqual([
      ['old', '2022-05-02'],
      ['last', '2024-01-01'],
      ['new', undefined],
    ]);
    expect(made.page).toMatchObject({ name: 'old', url: 'https://status.example.org' });
    expect(plan.decisions.map((decision) => decision.kind)).toContain('page-url');
  });

  it('leaves an existing one alone and tells the lines that it lacks', () => {
    const existing = 'page: { name: a, url: "https://a.example" }\ncomponents: [{ id: post, name: MAIL }]\n';
    const plan = planCstateImport(HISTORY, { ...OPTIONS, target: { config: existing, files: [] } });
    expect(plan.config).toBeUndefined();
    expect(summary('2024-02-02-odd-hours.md', plan)[0]).toBe('major, post partial_outage');
    const needed = plan.decisions.filter((decision) => decision.kind === 'component-needed');
    expect(needed.map((decision) => decision.text)).toContain(
      '  - id: pigeon-post\n    name: Pigeon post\n    since: 2024-02-09\n    retired: 2024-02-10',
    );
    expect(needed.some((decision) => decision.text?.includes('id: mail'))).toBe(false);
  });

  it('gives the same files again once its own status.yml is there', () => {
    const text =
      '---\ntitle: a\ndate: 2024-01-10\nresolved: true\nseverity: down\naffected: [foo bar, foo.bar, Störung]\n---\n';
    const history = parseCstateHistory({ files: [...FILES, { path: 'content/issues/b.md', text }], configs: [CONFIG] });
    const first = planCstateImport(history, OPTIONS);
    const second = planCstateImport(history, { ...OPTIONS, target: { config: first.config, files: first.files } });
    expect(second.files).toEqual(first.files);
    expect(second.decisions.filter((decision) => decision.kind === 'component-needed')).toEqual([]);
  });

  it.each([
    ['[params]\n[[params.systems]]\nname = "Mail"\ncategory = "Hosting"\n', 'config.toml'],
    ['{"params": {"systems": [{"name": "Mail", "category": "Hosting"}]}}', 'config.json'],
  ])('reads %j', (text, path) => {
    const history = parseCstateHistory({ files: [], configs: [{ path, text }] });
    expect(history.config?.systems).toMatchObject([{ name: 'Mail', category: 'Hosting' }]);
  });

  it('tells a configuration that cannot be read', () => {
    const history = parseCstateHistory({ files: FILES, configs: [{ path: 'config.yml', text: 'a: [' }] });
    const what = planCstateImport(history, OPTIONS).decisions.map((decision) => decision.what);
    expect(what).toContain('config.yml has a fault: what stands before the fault was read');
  });
});
