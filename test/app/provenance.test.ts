import { describe, expect, it, vi } from 'vitest';

import { readProvenance } from '../../src/app/provenance.ts';
import { formatIncidentFile, parseIncidentFile } from '../../src/content/incident-file.ts';
import { deriveIncident, isIncidentFrontMatter } from '../../src/domain/incident.ts';
import type { Edit, Provenance } from '../../src/domain/provenance.ts';
import { readHistory } from '../../src/store/history.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { at, makeConfig } from '../support/builders.ts';
import { addToHistory, makeHistory } from '../support/make-history.ts';
import {
  bareEnvironment,
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeTestRepo,
  type TestCommit,
  writeFiles,
} from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const PATH = 'incidents/2026/errors.md';

/** An incident file of updates, each a heading and its text. */
function file(updates: Readonly<Record<string, string>>, front = ''): string {
  const head = `title: Errors\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n${front}`;
  return `---\n${head}---\n\n${Object.entries(updates)
    .map(([heading, text]) => `## ${heading}\n\n${text}\n`)
    .join('\n')}`;
}

const OPEN = 'Investigating · 2026-11-20T10:05:00Z';
const DONE = 'Resolved · 2026-11-20T11:00:00Z';
const FIRST = file({ [OPEN]: 'We see errors.' });
const SECOND = file({ [OPEN]: 'We see errors.', [DONE]: 'This is over.' });

function entryOf(id: string, text: string): Entry {
  const parsed = parseIncidentFile(`incidents/2026/${id}.md`, text).file;
  if (parsed === undefined || !isIncidentFrontMatter(parsed.frontMatter)) throw new Error('no incident');
  return deriveIncident(id, { ...parsed, frontMatter: parsed.frontMatter });
}

interface Asked {
  id?: string;
  text?: string;
  config?: Parameters<typeof makeConfig>[0];
  deploys?: Parameters<typeof readProvenance>[1]['deploys'];
}

async function provenanceOf(repo: string, { id = 'errors', text = SECOND, config, deploys = [] }: Asked = {}) {
  const history = await readHistory({ root: repo, paths: ['incidents'], env: bareEnvironment() });
  const known = await readProvenance([entryOf(id, text)], { history, deploys, config: makeConfig(config) });
  return known.get(id);
}

/** What was changed, in a few words. */
function tell(edit: Edit): string {
  const when = new Date(edit.publication.at).toISOString().slice(0, 16);
  if (edit.subject === 'entry') return `${when} ${edit.isGone ? 'gone' : 'back'}`;
  if (edit.subject === 'fact') return `${when} ${edit.fact}`;
  if (edit.subject === 'introduction') return `${when} introduction: ${edit.before} -> ${edit.after}`;
  const { before, after } = edit;
  const moved = before !== undefined && after !== undefined && before.at !== after.at ? ' at another time' : '';
  return `${when} ${before?.text ?? '(none)'} -> ${after?.text ?? '(none)'}${moved}`;
}

function editsOf(provenance: Provenance | undefined): string[] {
  return provenance?.edits.map(tell) ?? [];
}

const COMMITS: TestCommit[] = [
  { files: { [PATH]: FIRST }, at: '2026-11-20T10:06:00Z' },
  { files: { [PATH]: SECOND }, at: '2026-11-20T11:01:00Z' },
];
const EDITED = SECOND.replace('This is over.', 'A change removed a backend; it is back.');

describe('readProvenance()', () => {
  it('tells when each update first came to main, and finds no edit where words were only added', async () => {
    const known = await provenanceOf(makeHistory(COMMITS));
    expect([...(known?.published ?? [])].map(([time, { at: came }]) => [time, came])).toEqual([
      [at('2026-11-20T10:05:00Z'), at('2026-11-20T10:06:00Z')],
      [at('2026-11-20T11:00:00Z'), at('2026-11-20T11:01:00Z')],
    ]);
    expect(known).toMatchObject({ unknown: undefined, edits: [] });
    expect(known?.first?.at).toBe(at('2026-11-20T10:06:00Z'));
  });

  it('finds a later change of a published text, and that it was taken back', async () => {
    const edited = { files: { [PATH]: EDITED }, at: '2026-11-24T11:01:00Z' };
    const reverted = { files: { [PATH]: SECOND }, at: '2026-11-25T09:00:00Z' };
    const repo = makeHistory([...COMMITS, edited, reverted]);
    const known = await provenanceOf(repo);
    expect(editsOf(known)).toEqual([
      '2026-11-24T11:01 This is over. -> A change removed a backend; it is back.',
      '2026-11-25T09:00 A change removed a backend; it is back. -> This is over.',
    ]);
    expect(known?.edits[0]?.since.at).toBe(at('2026-11-20T11:01:00Z'));
  });

  it('takes neither another form nor another order for an edit', async () => {
    const odd = file({
      'resolved | 2026-11-20 12:00 +01:00': 'This  is\nover.',
      'INVESTIGATING — 2026-11-20 10:05 UTC': 'We see errors.',
    }).replace('{ api: partial_outage }', '\n  "api": partial_outage # all of it');
    const form = formatIncidentFile(parseIncidentFile(PATH, odd).file ?? expect.fail());
    const texts = [odd, form, SECOND.replaceAll('\n', '\r\n')];
    const repo = makeHistory([...COMMITS, ...texts.map((text) => ({ files: { [PATH]: text } }))]);
    expect(editsOf(await provenanceOf(repo))).toEqual([]);
  });

  it('tells of updates that were taken out, came back, or got another time', async () => {
    const moved = SECOND.replace('T11:00:00Z', 'T10:40:00Z');
    const texts = [FIRST, SECOND, moved];
    const later = texts.map((text) => ({ files: { [PATH]: text }, at: '2026-11-21T10:00:00Z' }));
    const repo = makeHistory([...COMMITS, ...later]);
    const known = await provenanceOf(repo, { text: moved });
    expect(editsOf(known)).toEqual([
      '2026-11-21T10:00 This is over. -> (none)',
      '2026-11-21T10:00 (none) -> This is over.',
      '2026-11-21T10:00 This is over. -> This is over. at another time',
    ]);
    expect(known?.published.get(at('2026-11-20T10:40:00Z'))?.at).toBe(at('2026-11-20T11:01:00Z'));
  });

  it('tells of changes of the front matter that readers see, and of no others', async () => {
    const change = (from: string, to: string): string => SECOND.replace(from, to);
    const texts = [
      change('title: Errors', 'title: Many errors'),
      change('impact: major', 'impact: critical'),
      change('category: internal', 'category: internal\nconfidence: suspected'),
      change('partial_outage', 'major_outage'),
      change('title: Errors', 'title: Errors\nopenedBy: monitor\nchecks: [a]'),
    ];
    const commits = texts.flatMap((text) => [{ files: { [PATH]: text } }, { files: { [PATH]: SECOND } }]);
    const repo = makeHistory([...COMMITS, ...commits]);
    const facts = (await provenanceOf(repo))?.edits.map((edit) => (edit.subject === 'fact' ? edit.fact : edit.subject));
    const each = ['title', 'impact', 'category', 'components'];
    expect(facts).toEqual(each.flatMap((fact) => [fact, fact]));
  });

  it('follows a file into another folder and to another name', async () => {
    const renamed = file({ [OPEN]: 'We see errors.', [DONE]: 'It is over.' }, 'formerly: [errors]\n');
    const files = { [PATH]: undefined, 'incidents/2026/api-errors.md': renamed };
    const repo = makeHistory([
      { files: { 'incidents/errors.md': FIRST }, at: '2026-11-20T10:06:00Z' },
      { files: { 'incidents/errors.md': undefined, [PATH]: SECOND }, at: '2026-11-20T11:01:00Z' },
      { files, at: '2026-11-22T11:00:00Z' },
    ]);
    const known = await provenanceOf(repo, { id: 'api-errors', text: renamed });
    expect(editsOf(known)).toEqual(['2026-11-22T11:00 This is over. -> It is over.']);
    expect(known?.first?.at).toBe(at('2026-11-20T10:06:00Z'));
  });

  it('takes what lay in a hidden folder for unpublished', async () => {
    const repo = makeHistory([{ files: { 'incidents/.drafts/errors.md': EDITED } }, ...COMMITS]);
    const known = await provenanceOf(repo);
    expect(known).toMatchObject({ edits: [], first: { at: at('2026-11-20T10:06:00Z') } });
  });

  it('tells that an entry was gone for a while', async () => {
    const repo = makeHistory([
      ...COMMITS,
      { files: { [PATH]: undefined }, at: '2026-11-21T10:00:00Z' },
      { files: { [PATH]: EDITED }, at: '2026-11-22T10:00:00Z' },
    ]);
    expect(editsOf(await provenanceOf(repo, { text: EDITED }))).toEqual([
      '2026-11-21T10:00 gone',
      '2026-11-22T10:00 back',
      '2026-11-22T10:00 This is over. -> A change removed a backend; it is back.',
    ]);
  });

  it('takes what a branch held before its merge for unpublished, and dates it by the merge', async () => {
    const repo = makeTestRepo({ commits: COMMITS });
    git(repo, ['switch', '--quiet', '--create', 'topic']);
    commitFiles(repo, { files: { [PATH]: SECOND.replace('over', 'ovre') }, at: '2026-11-21T10:00:00Z' });
    commitFiles(repo, { files: { [PATH]: EDITED }, at: '2026-11-21T11:00:00Z' });
    git(repo, ['switch', '--quiet', 'main']);
    const date = { GIT_AUTHOR_DATE: '2026-11-22T12:00:00Z', GIT_COMMITTER_DATE: '2026-11-22T12:00:00Z' };
    git(repo, ['merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic'], date);
    expect(editsOf(await provenanceOf(repo, { text: EDITED }))).toEqual([
      '2026-11-22T12:00 This is over. -> A change removed a backend; it is back.',
    ]);
  });

  it('goes by the order of commits where a clock was wrong', async () => {
    const repo = makeHistory([...COMMITS, { files: { [PATH]: EDITED }, at: '2020-01-01T00:00:00Z' }]);
    const known = await provenanceOf(repo, { text: EDITED });
    expect(editsOf(known)).toEqual(['2026-11-20T11:01 This is over. -> A change removed a backend; it is back.']);
  });

  it('says of a clone that ends before the first commit that it cannot know', async () => {
    const shallow = cloneOf(makeBareRemote(makeTestRepo({ commits: COMMITS })), ['--depth=1']);
    expect(await provenanceOf(shallow)).toMatchObject({ unknown: 'shallow', first: undefined, edits: [] });
  });

  it('knows nothing of a file that was never committed', async () => {
    expect(await provenanceOf(makeHistory(COMMITS), { id: 'other' })).toMatchObject({
      unknown: 'uncommitted',
    });
  });

  it('tells when the first build that has it went live, as far as the record of deploys reaches', async () => {
    const repo = makeHistory([{ files: { 'status.yml': 'a' } }, ...COMMITS, { files: { 'status.yml': 'b' } }]);
    const commits = git(repo, ['rev-list', '--reverse', 'main']).split('\n');
    const deploy = (index: number, time: string) => {
      const commit = commits[index] ?? 'f'.repeat(40);
      return { commit, liveAt: at(time), builtAt: at(time), checkedAt: undefined };
    };
    const live = async (...deploys: ReturnType<typeof deploy>[]): Promise<(number | undefined)[]> => {
      const known = await provenanceOf(repo, { deploys });
      return [...(known?.published.values() ?? [])].map(({ liveAt }) => liveAt);
    };
    const [before, opened, after] = [
      deploy(0, '2026-11-20T09:00:00Z'),
      deploy(1, '2026-11-20T10:09:00Z'),
      deploy(3, '2026-11-20T11:30:00Z'),
    ];
    expect(await live(before, opened, after)).toEqual([opened.liveAt, after.liveAt]);
    expect(await live(before, after)).toEqual([after.liveAt, after.liveAt]);
    expect(await live(opened, after)).toEqual([undefined, after.liveAt]);
    expect(await live(before, deploy(9, '2026-11-20T11:00:00Z'))).toEqual([undefined, undefined]);
  });

  it('has nothing of a text that was taken back, also from when it had another time', async () => {
    const text = SECOND.replace('This is over.', 'The password is 1234.');
    const moved = SECOND.replace('T11:00:00Z', 'T10:40:00Z');
    const repo = makeHistory(
      [FIRST, text, SECOND, moved, FIRST, SECOND.replace('over', 'done')].map((each) => ({ files: { [PATH]: each } })),
    );
    const redaction = { incident: 'errors', update: '2026-11-20T11:00:00Z', reason: 'a password', by: 'ada' };
    expect(JSON.stringify((await provenanceOf(repo))?.edits)).toContain('1234');
    for (const update of [redaction.update, '2026-11-20T10:40:00Z']) {
      const known = await provenanceOf(repo, { config: { redactions: [{ ...redaction, update }] } });
      expect(JSON.stringify(known?.edits)).not.toMatch(/1234|over/);
    }
  });

  it('names authors where the page shows names, and no address', async () => {
    const repo = makeHistory([...COMMITS, { files: { [PATH]: EDITED } }]);
    const authors = async (names: string): Promise<unknown[]> => {
      const page = { name: 'Example Cloud', url: 'https://status.example.org', authors: names };
      const known = await provenanceOf(repo, { text: EDITED, config: { page } });
      return [known?.first?.author, known?.edits[0]?.publication.author];
    };
    expect(await authors('none')).toEqual([undefined, undefined]);
    expect(await authors('name')).toEqual(['Ada Example', 'Ada Example']);
    git(repo, ['reset', '--quiet', '--soft', 'main']);
    git(
      repo,
      [
        '-c',
        'user.name=ada@example.org',
        '-c',
        'user.email=a@example.org',
        'commit',
        '--quiet',
        '--amend',
        '--reset-author',
        '--no-edit',
      ],
      {
        GIT_AUTHOR_NAME: 'ada@example.org',
      },
    );
    expect(await authors('name')).toEqual(['Ada Example', undefined]);
  });

  it('says which kind of signature the commit of an edit carries', async () => {
    const repo = makeHistory([...COMMITS, { files: { [PATH]: EDITED } }]);
    const plain = git(repo, ['cat-file', 'commit', 'main']);
    const signed = plain.replace(
      '\n\n',
      '\ngpgsig -----BEGIN SSH SIGNATURE-----\n abcd\n -----END SSH SIGNATURE-----\n\n',
    );
    writeFiles(repo, { commit: `${signed}\n` });
    git(repo, ['update-ref', 'refs/heads/main', git(repo, ['hash-object', '-t', 'commit', '-w', 'commit'])]);
    expect((await provenanceOf(repo, { text: EDITED }))?.edits[0]?.publication.signature).toBe('ssh');
  });

  it('tells the same of a history whether it is read at once or in two pieces', async () => {
    const repo = makeHistory(COMMITS);
    const before = await provenanceOf(repo);
    addToHistory(repo, [{ files: { [PATH]: EDITED }, at: '2026-11-24T11:01:00Z' }]);
    const known = await provenanceOf(repo, { text: EDITED });
    expect(known?.published).toEqual(before?.published);
    expect(editsOf(known)).toHaveLength(1);
  });
});
