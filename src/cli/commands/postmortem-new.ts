import { type ComposedPostmortem, composePostmortem, findPostmortemOf } from '../../content/compose-postmortem.ts';
import { isAnnouncementFrontMatter, isIncidentFrontMatter } from '../../domain/incident.ts';
import { compareText } from '../../domain/compare-text.ts';
import { sortUpdates } from '../../domain/update.ts';
import { StatusError } from '../../errors.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';
import { type Choice, openAsker } from '../author/asker.ts';
import { ambiguous, chooseEntry } from '../author/chosen-entry.ts';
import { renderDiff } from '../author/diff.ts';
import { openPlace, type Place, type PlaceContent, type PlaceFlags } from '../author/place.ts';
import { subjectOf } from '../author/fields.ts';
import { writeAnew } from '../author/write-anew.ts';

type Flags = RootFlags & NowFlags & JsonFlags & PlaceFlags & { dryRun?: boolean };

interface Draft extends ComposedPostmortem {
  incident: string;
  title: string;
}

/** The draft for what is there now. Throws a StatusError where there is nothing to write one of, or one already. */
function compose(wanted: string, content: PlaceContent): Draft {
  const choice = chooseEntry(wanted, content.incidents, content.now);
  if (choice.entry === undefined) throw ambiguous(wanted, choice);
  const { id, path, file } = choice.entry;
  if (file === undefined) throw new StatusError(`Cannot read ${path}; "candor validate" says why.`);
  const { frontMatter } = file;
  if (isAnnouncementFrontMatter(frontMatter)) {
    throw new StatusError(`Cannot write a post-mortem of "${id}": it is an announcement.`, {
      hint: 'Expected an incident or a maintenance.',
    });
  }
  const earlier = findPostmortemOf(choice.entry, content.postmortems);
  if (earlier !== undefined) {
    throw new StatusError(`Cannot begin a second post-mortem of "${id}": there is ${earlier.path}.`, {
      hint: 'Write on in that file.',
    });
  }
  if (isIncidentFrontMatter(frontMatter) && frontMatter.postmortem === 'waived') {
    output.note(`${path} says that no post-mortem is written: take "postmortem" and "waiver" out of it.`);
  }
  const composed = composePostmortem({ incident: { ...choice.entry, file }, config: content.config }, content.now);
  return { ...composed, incident: id, title: frontMatter.title };
}

/** As many as one looks through. */
const MANY = 20;

/** Incidents that are resolved and of which nobody has begun one, the newest first. */
function listWanting({ incidents, postmortems }: PlaceContent): Choice<string>[] {
  return incidents
    .filter(({ file }) => file !== undefined && isIncidentFrontMatter(file.frontMatter))
    .filter(({ file }) => sortUpdates(file?.updates ?? []).at(-1)?.phase === 'resolved')
    .filter((each) => findPostmortemOf(each, postmortems) === undefined)
    .map(({ id, file }) => ({ value: id, name: `${file?.frontMatter.title ?? id} (${id})` }))
    .sort((a, b) => compareText(b.value, a.value))
    .slice(0, MANY);
}

/** Asks a person which incident it is about. Throws a StatusError where nobody can be asked. */
async function ask(content: PlaceContent): Promise<string> {
  const choices = listWanting(content);
  const asker = choices.length === 0 ? undefined : openAsker();
  if (asker !== undefined) return asker.choose({ message: 'Which incident is it about?', choices });
  const [first] = choices;
  throw new StatusError('Cannot begin a post-mortem: expected the incident that it is about.', {
    hint:
      first === undefined
        ? 'No incident that is resolved is without one.'
        : `For example: candor postmortem new ${first.value}`,
  });
}

/** Writes it; where somebody else was first, composes anew on what is there then. */
function write(first: Draft, place: Place, flags: Flags): Promise<Draft> {
  const at = (): Instant => flags.now ?? Date.now();
  return writeAnew(first, {
    task: 'begin a post-mortem',
    write: ({ id, path, text, title }) => {
      const message = subjectOf('Begin a post-mortem', title);
      return place.write({ path, text, before: undefined, message, verb: 'postmortem', id, at: at() });
    },
    composeAnew: async ({ incident }) => compose(incident, await place.read(at())),
  });
}

/** `candor postmortem new`: writes a draft, in which what is still to be written is marked. */
export async function runPostmortemNew(wanted: string | undefined, flags: Flags): Promise<ExitCode> {
  const place = await openPlace(findRoot(flags), flags);
  const content = await place.read(flags.now ?? Date.now());
  const composed = compose(wanted ?? (await ask(content)), content);
  const isDry = flags.dryRun === true;
  if (flags.json !== true) output.print(renderDiff(composed.path, undefined, composed.text));
  const { id, path, incident, gaps } = isDry ? composed : await write(composed, place, flags);
  if (flags.json === true) printJson({ id, path, incident, isDryRun: isDry, gaps });
  else output.note(isDry ? 'Dry run: nothing was written.' : nextSteps(gaps.length));
  return 0;
}

function nextSteps(gaps: number): string {
  return `It is a draft, which is shown nowhere, with ${gaps} places to fill, each marked "TODO". When none is left, write "status: published"; "candor validate" says what is still missing.`;
}
