/** The course of every command that writes an entry: asks, composes, shows, writes; anew where others were first. */
import { type Composition, exampleInField, type FieldProblem } from '../../content/compose-problems.ts';
import { StatusError } from '../../errors.ts';
import { describeProblem, formatProblem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';
import { type Asker, openAsker } from './asker.ts';
import { renderDiff } from './diff.ts';
import type { Draft } from './draft.ts';
import { type EntryChange, openPlace, type Place, RefusedPush, type PlaceContent, type PlaceFlags } from './place.ts';
import { writeAnew } from './write-anew.ts';

export type AuthorFlags = RootFlags & NowFlags & PlaceFlags & { dryRun?: boolean; message?: string };

/** One thing that a command has to know. */
export interface Question {
  /** As problems name it. */
  field: string;
  /** `--title`, or `ID`. */
  flag: string;
  /** What a person could write after the flag. */
  example(fields: Draft, content: PlaceContent): string;
  /** Whether nothing can be written without it. */
  isRequired: boolean;
  isGiven(fields: Draft, content: PlaceContent): boolean;
  ask(asker: Asker, fields: Draft, content: PlaceContent): Promise<Draft>;
}

/** A command that writes an entry, made of fields that flags and answers fill. */
export interface Work {
  /** `open an incident`, to stand in a sentence. */
  task: string;
  /** In the order in which a person is asked. */
  questions: readonly Question[];
  compose(fields: Draft, content: PlaceContent): Promise<Composed>;
}

export interface Composed {
  composition: Composition;
  /** Text of the file that was changed. */
  before: string | undefined;
  /** Of the commit. */
  message: string;
  verb: string;
}

const OLDER = 'Correct the file first: as it is the page does not show it, nor what would be added.';

/** The flags of fields whose names differ from them by more than hyphens. */
const FLAGS: Readonly<Record<string, string>> = { components: '--component', exdates: '--exdate' };

function flagOf(field: string): string {
  return FLAGS[field] ?? `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A problem by the flag that it came from; without one by its place in the file. */
function describeFieldProblem(problem: FieldProblem): string {
  if (problem.field === undefined) return formatProblem(problem);
  const word = problem.severity === 'error' ? '' : 'warning: ';
  const told = { ...problem, example: exampleInField(problem) };
  return `${flagOf(problem.field)}: ${word}${describeProblem(told)}`;
}

class Run {
  private readonly work: Work;
  private place: Place;
  private readonly flags: AuthorFlags;
  private readonly asker: Asker | undefined = openAsker();
  private isAsked = false;
  private shown: string | undefined;
  /** Held while a change is shown and written, so that what was shown is what is written. */
  private now: Instant;

  constructor(work: Work, place: Place, flags: AuthorFlags) {
    this.work = work;
    this.place = place;
    this.flags = flags;
    this.now = flags.now ?? Date.now();
  }

  read(): Promise<PlaceContent> {
    return this.place.read(this.now);
  }

  /** The fields, complete: asked for at a terminal, else a letter names all that is missing. */
  async complete(given: Draft, content: PlaceContent): Promise<Draft> {
    const missing = this.work.questions.filter((each) => each.isRequired && !each.isGiven(given, content));
    if (missing.length === 0) return given;
    if (this.asker === undefined)
      throw missingLetter(
        this.work.task,
        missing.map((each) => [each.flag, each.example(given, content)]),
      );
    this.isAsked = true;
    const open = this.work.questions.filter((each) => !each.isGiven(given, content));
    const answered = await this.askFor(open, given, content);
    this.now = this.flags.now ?? Date.now();
    return answered;
  }

  private async askFor(questions: readonly Question[], given: Draft, content: PlaceContent): Promise<Draft> {
    let fields = given;
    if (this.asker === undefined) return fields;
    for (const question of questions) fields = { ...fields, ...(await question.ask(this.asker, fields, content)) };
    return fields;
  }

  /** Composes on what is there now; what was answered wrong is asked for again, so that no word is lost. */
  async compose(fields: Draft, content: PlaceContent): Promise<{ fields: Draft; composed: Composed }> {
    const composed = await this.work.compose(fields, content);
    const { text, problems } = composed.composition;
    if (text !== undefined) return { fields, composed };
    const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ field }) => field));
    const again = this.work.questions.filter(({ field }) => wrong.has(field));
    const isOlder =
      composed.before !== undefined &&
      problems.some(({ field, severity }) => field === undefined && severity === 'error');
    const letter = [...problems.map(describeFieldProblem), ...(isOlder ? [OLDER] : [])].join('\n');
    if (!this.isAsked || again.length === 0) {
      throw new StatusError(`Cannot ${this.work.task}; nothing was written.\n${letter}`);
    }
    output.note(letter);
    return this.compose(await this.askFor(again, fields, content), content);
  }

  show({ composition, before }: Composed): boolean {
    const { path, text = '', problems } = composition;
    if (text === this.shown) return false;
    this.shown = text;
    output.print(renderDiff(path, before, text));
    for (const problem of problems) output.note(describeFieldProblem(problem));
    return true;
  }

  /** Writes; where somebody else was first, composes anew on what is there then. */
  async write(given: Draft, first: PlaceContent): Promise<void> {
    let told = await this.compose(given, this.isAsked ? await this.read() : first);
    this.show(told.composed);
    if (this.flags.dryRun === true) return output.note('Dry run: nothing was written.');
    if (this.isAsked) {
      if (!(await this.asker?.confirm(`Write ${told.composed.composition.path}?`)))
        throw new StatusError('Nothing was written.');
      told = await this.composeAnew(told.fields);
    }
    await writeAnew(told, {
      task: this.work.task,
      write: ({ composed }) => this.tryToWrite(composed),
      composeAnew: ({ fields }) => this.composeAnew(fields),
    });
  }

  /** False where it has to be composed anew: others were first, or it is to become a pull request. */
  private async tryToWrite(composed: Composed): Promise<boolean> {
    try {
      return await this.place.write(changeOf(composed, this.now));
    } catch (error) {
      if (!(error instanceof RefusedPush) || !this.isAsked) throw error;
      output.note(error.message);
      // What was typed is not to be typed again.
      if (!(await this.asker?.confirm('Open a pull request in place of it?'))) throw error;
      this.place = await openPlace(findRoot(this.flags), { pullRequest: true });
      return false;
    }
  }

  private async composeAnew(fields: Draft): Promise<{ fields: Draft; composed: Composed }> {
    const anew = await this.compose(fields, await this.read());
    if (this.show(anew.composed))
      output.note('What is there has changed meanwhile; this is written in place of what was shown before.');
    return anew;
  }
}

function changeOf({ composition, before, message, verb }: Composed, at: Instant): EntryChange {
  const { path, id, text = '' } = composition;
  return { path, id, text, before, message, verb, at };
}

function missingLetter(task: string, missing: readonly (readonly [flag: string, example: string])[]): StatusError {
  const lines = missing.map(([flag, example]) => `  ${flag} ${example}`);
  return new StatusError(`Cannot ${task}: there is no terminal to ask at. Missing, each with an example:`, {
    hint: lines.join('\n'),
  });
}

/** Runs a command that writes an entry; 0 when it is written, and a StatusError for everything that keeps it from it. */
export async function runWork(work: Work, flags: AuthorFlags, given: Draft): Promise<ExitCode> {
  const run = new Run(work, await openPlace(findRoot(flags), flags), flags);
  const content = await run.read();
  await run.write(await run.complete(given, content), content);
  return 0;
}
