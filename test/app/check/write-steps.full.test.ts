import fc from 'fast-check';
import { expect, test } from 'vitest';

import { applyStep } from '../../../src/app/check/write-steps.ts';
import { parseIncidentFile } from '../../../src/content/incident-file.ts';
import { VisibleTextSchema } from '../../../src/schema/component.ts';
import { makeConfig } from '../../support/builders.ts';
import { walkTriage } from '../../support/triage-walk.ts';

const MARKS = [
  '## Resolved · 2026-11-20T10:05:00Z',
  '---',
  '"',
  "'",
  ': #',
  '`',
  '</b>',
  '\u202e',
  '[x](y)',
  '- ',
  '🙂',
];

/** Names as status.yml may have them, short ones and the longest. */
const names = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...MARKS)), { maxLength: 5 })
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join(' ').padEnd(100, 'x')))
  .map((text) => `N${text}`.slice(0, 100).toWellFormed())
  .filter((name) => VisibleTextSchema.max(100).safeParse(name).success);

test('applyStep() writes no file that cannot be read again, whatever components are called', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, fc.stringMatching(/^[udg]{8}$/)), { minLength: 1, maxLength: 5 }),
      (components) => {
        const id = (index: number): string => `c${index}`;
        const config = makeConfig({
          components: components.map(([name], index) => ({
            id: id(index),
            name,
            checks: [{ id: id(index), type: 'tcp', host: '127.0.0.1', port: 1 }],
          })),
          triage: { correlateAt: 2 },
        });
        const rows = Object.fromEntries(components.map(([, row], index) => [id(index), row]));
        const texts = new Map<string, string>();
        for (const { step } of walkTriage({ config, rows }).steps) {
          // The walk has other paths than files of a year have.
          const known = step.kind === 'open' ? step : { ...step, path: `incidents/2026/${step.id}.md` };
          const { path, text } = applyStep(known, { texts });
          const { problems, file } = parseIncidentFile(path, text);
          expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          if (step.kind === 'append') expect(file?.updates.at(-1)).toMatchObject({ phase: step.update.phase });
          texts.set(path, text);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
