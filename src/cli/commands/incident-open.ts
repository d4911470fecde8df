import { composeIncident } from '../../content/compose-entry.ts';
import { withFindings } from '../../content/compose-problems.ts';
import { FieldTimes } from '../../content/field-times.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { openAsker } from '../author/asker.ts';
import type { Draft } from '../author/draft.ts';
import { readComponents, subjectOf } from '../author/fields.ts';
import type { PlaceContent } from '../author/place.ts';
import {
  categoryQuestion,
  impactQuestion,
  messageQuestion,
  statusesQuestion,
  timeQuestion,
  titleQuestion,
} from '../author/questions.ts';
import { readMessage } from '../author/standard-input.ts';
import { findTemplate, type IncidentTemplate, readTemplates } from '../author/templates.ts';
import { type AuthorFlags, type Composed, runWork, type Work } from '../author/work.ts';
import type { ExitCode } from '../exit-code.ts';
import { findRoot } from '../root.ts';

export type OpenFlags = AuthorFlags &
  Omit<Draft, 'statuses' | 'components'> & { component?: string[]; template?: string };

async function compose(draft: Draft, content: PlaceContent): Promise<Composed> {
  const { title = '', category = '', impact = '', statuses: components = [], message = '' } = draft;
  const times = new FieldTimes(content);
  const read = {
    next: times.inUtc('next', draft.next),
    startedAt: times.inUtc('startedAt', draft.startedAt, { isPast: true }),
    reportedAt: times.inUtc('reportedAt', draft.reportedAt, { isPast: true }),
  };
  const composed = composeIncident({ ...draft, title, category, impact, components, message, ...read }, content);
  const composition = withFindings(composed, times.findings);
  return { composition, before: undefined, message: subjectOf('Open', title), verb: 'open' };
}

const WORK: Work = {
  task: 'open an incident',
  questions: [
    titleQuestion('Elevated errors on the public API'),
    statusesQuestion({ message: 'Which components are affected?', isRequired: true, first: 'partial_outage' }),
    impactQuestion(),
    categoryQuestion(),
    messageQuestion('We see elevated error rates and are looking into it.'),
    timeQuestion('next', { message: 'Next update by (empty for no promise)', example: 'in 30m', isRequired: false }),
  ],
  compose,
};

/** What the flags say, and where they are silent the template. */
function toDraft(flags: OpenFlags, template: Draft = {}): Draft {
  return {
    ...flags,
    title: flags.title ?? template.title,
    category: flags.category ?? template.category,
    impact: flags.impact ?? template.impact,
    statuses: readComponents(flags.component) ?? template.statuses,
    message: flags.message ?? template.message,
  };
}

/** Whether a person has said so little that the offer of a template is welcome. */
function isBare({ title, message, category, impact, component }: OpenFlags): boolean {
  return [title, message, category, impact, component].every((flag) => flag === undefined);
}

async function chooseTemplate(flags: OpenFlags): Promise<IncidentTemplate | undefined> {
  const files = await openRootFiles(findRoot(flags));
  if (flags.template !== undefined) return findTemplate(files, flags.template);
  const asker = isBare(flags) ? openAsker() : undefined;
  const templates = asker === undefined ? [] : await readTemplates(files);
  if (asker === undefined || templates.length === 0) return undefined;
  const choices = [undefined, ...templates].map((value) => ({
    value,
    name: value?.title ?? value?.name ?? 'None',
    description: value === undefined ? 'Say everything yourself' : value.message,
  }));
  return asker.choose({ message: 'Begin with a template?', choices });
}

/** `candor incident open`. */
export async function runIncidentOpen(flags: OpenFlags): Promise<ExitCode> {
  const template = await chooseTemplate(flags);
  const message = await readMessage(flags.message);
  return runWork(WORK, flags, toDraft({ ...flags, ...(message !== undefined && { message }) }, template));
}
