import { withFindings } from '../../content/compose-problems.ts';
import { composeResolution, composeUpdate, findResolutionProblem } from '../../content/compose-update.ts';
import { currentPhase } from '../../content/current-phase.ts';
import { FieldTimes } from '../../content/field-times.ts';
import { kindOf } from '../../content/front-matter-format.ts';
import { StatusError } from '../../errors.ts';
import { PHASES_OF_KIND, phaseTitle } from '../../schema/phase.ts';
import { describeProblem } from '../../schema/problems.ts';
import { introduce, knownEntry, statusesNow } from '../author/about-entry.ts';
import type { Draft } from '../author/draft.ts';
import { findThere, idQuestion, readTarget } from '../author/existing.ts';
import { readComponents, subjectOf } from '../author/fields.ts';
import type { PlaceContent } from '../author/place.ts';
import { messageQuestion, statusesQuestion, timeQuestion } from '../author/questions.ts';
import { readMessage } from '../author/standard-input.ts';
import { type AuthorFlags, type Composed, type Question, runWork, type Work } from '../author/work.ts';
import type { ExitCode } from '../exit-code.ts';

export type UpdateFlags = AuthorFlags &
  Pick<Draft, 'phase' | 'next' | 'notify' | 'impact' | 'category'> & { component?: string[] };

const phaseQuestion: Question = {
  field: 'phase',
  flag: '--phase',
  example: () => 'identified',
  isRequired: false,
  isGiven: ({ phase }) => phase !== undefined,
  ask: async (asker, { id }, content) => {
    const { entry } = findThere(id, content);
    if (entry?.file === undefined) return {};
    const choices = PHASES_OF_KIND[kindOf(entry.file.frontMatter)].map((value) => ({ value, name: phaseTitle(value) }));
    return {
      phase: await asker.choose<string>({
        message: 'Phase',
        choices,
        initial: currentPhase(entry.id, entry.file, content.now),
      }),
    };
  },
};

type Compose = typeof composeUpdate;

async function composeWith(compose: Compose, draft: Draft, content: PlaceContent): Promise<Composed> {
  const { entry, existing } = await readTarget(draft.id, content);
  const times = new FieldTimes(content);
  const next = times.inUtc('next', draft.next);
  const fields = { ...draft, components: draft.statuses, message: draft.message ?? '', next };
  const composition = withFindings(compose(existing, fields, content), times.findings);
  const what = compose === composeUpdate ? 'Update' : 'Resolve';
  const title = entry.file?.frontMatter.title ?? entry.id;
  return { composition, before: existing.text, message: subjectOf(what, title), verb: what.toLowerCase() };
}

/** At its end every component is operational, and no further update is promised. */
const isOver = ({ phase = '' }: Draft): boolean => phase.toLowerCase() === 'resolved';

const UPDATE: Work = {
  task: 'add an update',
  about: introduce,
  questions: [
    idQuestion(),
    phaseQuestion,
    {
      ...statusesQuestion({
        message: 'Which components change? (none: just Enter)',
        isRequired: false,
        first: 'operational',
        current: statusesNow,
      }),
      isIdle: isOver,
    },
    messageQuestion('We have found the cause and are rolling it back.'),
    {
      ...timeQuestion('next', {
        message: 'Next update by (empty for no promise)',
        example: 'in 30m',
        isRequired: false,
      }),
      isIdle: isOver,
    },
  ],
  compose: (draft, content) => composeWith(composeUpdate, draft, content),
};

const RESOLVE: Work = {
  task: 'resolve the incident',
  about: (draft, content) => {
    const entry = knownEntry(draft, content);
    const problem = entry === undefined ? undefined : findResolutionProblem(entry);
    if (problem === undefined) return introduce(draft, content);
    throw new StatusError(`Cannot resolve "${draft.id ?? ''}"; nothing was written.\n${describeProblem(problem)}`);
  },
  questions: [idQuestion(), messageQuestion('The rollback is complete and error rates are back to normal.')],
  compose: (draft, content) => composeWith(composeResolution, draft, content),
};

async function run(work: Work, id: string | undefined, flags: UpdateFlags): Promise<ExitCode> {
  const message = await readMessage(flags.message);
  const { component, phase, next, notify, impact, category } = flags;
  const statuses = readComponents(component);
  return runWork(work, flags, { id, message, statuses, phase, next, notify, impact, category });
}

/** `candor incident update`, for a maintenance and an announcement too. */
export function runIncidentUpdate(id: string | undefined, flags: UpdateFlags): Promise<ExitCode> {
  return run(UPDATE, id, flags);
}

/** `candor incident resolve`. */
export function runIncidentResolve(id: string | undefined, flags: UpdateFlags): Promise<ExitCode> {
  return run(RESOLVE, id, flags);
}
