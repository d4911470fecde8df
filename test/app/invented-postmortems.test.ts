import { expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatPostmortemText, parsePostmortemFile } from '../../src/content/postmortem-file.ts';
import { deriveActionState } from '../../src/domain/action-state.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { INVENTED_CONFIG, INVENTED_INCIDENTS, INVENTED_POSTMORTEMS } from '../support/invented-postmortems.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const NOW = at('2026-10-05T00:00:00Z');

test('the format says all that companies say in a post-mortem', async () => {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': INVENTED_CONFIG, ...INVENTED_INCIDENTS, ...INVENTED_POSTMORTEMS });
  const { problems } = await validate(await openRootFiles(root), { now: NOW });
  expect(problems.map(formatProblem)).toEqual([]);
});

test.each(Object.entries(INVENTED_POSTMORTEMS))('formatPostmortemText() loses nothing of %s', (path, text) => {
  const formatted = formatPostmortemText(path, text) ?? expect.fail('it cannot be read');
  expect(parsePostmortemFile(path, formatted).file).toEqual(parsePostmortemFile(path, text).file);
  expect(formatPostmortemText(path, formatted)).toBe(formatted);
});

test('deriveActionState() takes the word of an action that no issue follows', () => {
  const { file } = parsePostmortemFile('postmortems/a.md', INVENTED_POSTMORTEMS['postmortems/2026/widget.md']);
  const states = file?.frontMatter.actions.map((action) => [action.id, deriveActionState(action, new Map(), NOW)]);
  expect(Object.fromEntries(states ?? [])).toEqual({
    'put-back': { kind: 'done', at: at('2026-09-03T00:00:00Z') },
    'pay-back': { kind: 'done', at: at('2026-09-12T00:00:00Z') },
    'test-halves': { kind: 'unknown', because: 'not_read', isOverdue: false },
    'check-old': { kind: 'unknown', because: 'no_issue', isOverdue: true },
    'open-early': { kind: 'unknown', because: 'no_issue', isOverdue: true },
    lint: { kind: 'declined' },
  });
  const [action] = file?.frontMatter.actions ?? [];
  if (action === undefined) expect.fail('no action');
  expect(deriveActionState({ ...action, done: '2026-10-06' }, new Map(), NOW)).toMatchObject({ because: 'no_issue' });
});

test.each([
  [
    'issue: acme/widget#77',
    'issue: acme/widget#77, done: 2026-10-01',
    'Cannot say that the action "test-halves" is done beside "issue": expected "done" only where no issue tells it, for example issue: acme/widget#77, got done: 2026-10-01',
  ],
  [
    'declined: The',
    'done: 2026-10-01, declined: The',
    'Cannot say that the action "lint" is done beside "declined": expected either "done" or "declined", for example done: 2026-10-01, got done: 2026-10-01',
  ],
])('parsePostmortemFile() refuses "done" beside %s', (from, to, letter) => {
  const text = INVENTED_POSTMORTEMS['postmortems/2026/widget.md'].replace(from, to);
  const { problems } = parsePostmortemFile('postmortems/a.md', text);
  expect(problems.map(formatProblem)).toEqual([expect.stringMatching(/^postmortems\/a\.md:\d+:\d+: error: /)]);
  expect(problems.map(formatProblem)[0]).toContain(letter);
});
