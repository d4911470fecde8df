import { composeAnnouncement } from '../../content/compose-entry.ts';
import { withFindings } from '../../content/compose-problems.ts';
import { FieldTimes } from '../../content/field-times.ts';
import type { Draft } from '../author/draft.ts';
import { splitList, subjectOf } from '../author/fields.ts';
import { componentsQuestion, messageQuestion, timeQuestion, titleQuestion } from '../author/questions.ts';
import { readMessage } from '../author/standard-input.ts';
import { type AuthorFlags, runWork, type Work } from '../author/work.ts';
import type { ExitCode } from '../exit-code.ts';

export type AnnounceFlags = AuthorFlags & Pick<Draft, 'title' | 'until' | 'id' | 'notify'> & { component?: string[] };

const WORK: Work = {
  task: 'announce this',
  questions: [
    titleQuestion('A new region in Helsinki'),
    messageQuestion('New servers can be ordered in Helsinki from today.'),
    componentsQuestion(false),
    timeQuestion('until', { message: 'On the front page until (empty: 14 days)', example: 'in 7d', isRequired: false }),
  ],
  compose: async (draft, content) => {
    const { title = '', message = '' } = draft;
    const times = new FieldTimes(content);
    const until = times.inUtc('until', draft.until);
    const composed = composeAnnouncement({ ...draft, title, message, until }, content);
    const composition = withFindings(composed, times.findings);
    return { composition, before: undefined, message: subjectOf('Announce', title), verb: 'announce' };
  },
};

/** `candor announce`. */
export async function runAnnounce(flags: AnnounceFlags): Promise<ExitCode> {
  const message = await readMessage(flags.message);
  const { title, until, id, notify } = flags;
  return runWork(WORK, flags, { title, message, components: splitList(flags.component), until, id, notify });
}
