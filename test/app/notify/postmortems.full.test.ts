import { expect, test } from 'vitest';

import { FILE, incidentFile, makeNotifyRoot, startHook, tellAt, update } from '../../support/notify-root.ts';

const CLOSED = incidentFile([update('2026-11-18T10:05:00Z', { phase: 'Resolved' })], 'backfilled: true\n');

function postmortem(status: 'draft' | 'published'): string {
  const why = 'whys: [{ why: It failed, because: nobody looked }]';
  const factor = `- { text: Nobody looked, ${why}, becomes: { kind: accepted, reason: it is rare } }`;
  const said = `summary: It failed.\ntrigger: { kind: config }\ndetection: check\nfactors:\n  ${factor}\n`;
  return `---\nincidents: [api-errors]\nstatus: ${status}\nauthors: [team]\n${said}---\n\nWhat we learnt.\n`;
}

test('tellDue() tells of a post-mortem once it is published, and no more where its file gets another name', async () => {
  const hook = await startHook();
  const channel = `  - { id: a, type: webhook, url: '${hook.url}/a' }\n`;
  const { root, commit } = makeNotifyRoot(channel, { [FILE]: CLOSED, 'postmortems/draft.md': postmortem('draft') });
  const told = async (): Promise<number> => {
    await tellAt(root);
    return hook.got.splice(0).length;
  };
  expect(await told()).toBe(0);
  commit({ 'postmortems/draft.md': undefined, 'postmortems/2026/api-errors.md': postmortem('published') });
  expect(await told()).toBe(1);
  commit({ 'postmortems/2026/api-errors.md': undefined, 'postmortems/2026/errors.md': postmortem('published') });
  expect(await told()).toBe(0);
});
