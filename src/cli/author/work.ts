/** The course of every command that writes an entry: asks, composes, shows, writes; anew where others were first. */
import type { Composition, FieldProblem } from '../../content/compose-problems.ts';
import { StatusError } from '../../errors.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { wordTitle } from '../../schema/word-title.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';
import { type Asker, openAsker } from './asker.ts';
import { renderDiff } from './diff.ts';
import type { Draft } from './draft.ts';
import { describeFieldProblem, missingLetter } from './letters.ts';
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
  /** Whether by what was answered before it would change nothing, and so need not be asked. */
  isIdle?(fields: Draft, content: PlaceContent): boolean;
}

/** A command that writes an entry, made of fields that flags and answers fill. */
export interface Work {
  /** `open an incident`, to stand in a sentence. */
  task: string;
  /** In the order in which a person is asked. */
  questions: readonly Question[];
  compose(fields: Draft, content: PlaceContent): Promise<Composed>;
  /**
   * What it is about, told once that is known and before anything else is asked. Throws a StatusError where the task makes
   * no sense, so that nobody types for nothing.
   */
  about?(fields: Draft, content: PlaceContent): string | undefined;
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

/** What a person may do with what is shown. */
const APPROVALS = [
  { value: 'write', name: 'Yes' },
  { value: 'change', name: 'Change something first' },
  { value: 'stop', name: 'No, write nothing' },
] as const;

/** What is known, and what was composed of it. */
interface Told {
  fields: Draft;
  composed: Composed;
}

class Run {
  private readonly work: Work;
  private place: Place;
  private readonly flags: AuthorFlags;
  private readonly asker: Asker | undefined = openAsker();
  private isAsked = false;
  private isIntroduced = false;
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
    for (const question of questions) {
      this.introduce(fields, content);
      if (question.isIdle?.(fields, content) === true) continue;
      fields = { ...fields, ...(await question.ask(this.asker, fields, content)) };
    }
    return fields;
  }

  private introduce(fields: Draft, content: PlaceContent): void {
    const about = this.isIntroduced ? undefined : this.work.about?.(fields, content);
    if (about === undefined) return;
    output.note(about);
    this.isIntroduced = true;
  }

  /** Composes on what is there now; what was answered wrong is asked for again, so that no word is lost. */
  async compose(fields: Draft, content: PlaceContent): Promise<Told> {
    const composed = await this.work.compose(fields, content);
    const { text, problems } = composed.composition;
    if (text !== undefined) return { fields, composed };
    const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ field }) => field));
    // Which entry it is about is no slip in an answer.
    const again = wrong.has('id') ? [] : this.work.questions.filter(({ field }) => wrong.has(field));
    const isOlder =
      composed.before !== undefined &&
      problems.some(({ field, severity }) => field === undefined && severity === 'error');
    const letter = [...problems.map((problem) => this.describe(problem)), ...(isOlder ? [OLDER] : [])].join('\n');
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
    for (const problem of problems) output.note(this.describe(problem));
    return true;
  }

  private describe(problem: FieldProblem): string {
    return describeFieldProblem(problem, this.work.questions);
  }

  /** Writes; where somebody else was first, composes anew on what is there then. */
  async write(given: Draft, first: PlaceContent): Promise<void> {
    let told = await this.compose(given, this.isAsked ? await this.read() : first);
    this.show(told.composed);
    if (this.flags.dryRun === true) return output.note('Dry run: nothing was written.');
    if (this.isAsked && this.asker !== undefined) told = await this.approve(told, this.asker);
    await writeAnew(told, {
      task: this.work.task,
      write: ({ composed }) => this.tryToWrite(composed),
      composeAnew: ({ fields }) => this.composeAnew(fields),
    });
  }

  /** Lets the person write what is shown, change answers until it is right, or stop. */
  private async approve(told: Told, asker: Asker): Promise<Told> {
    const { path } = told.composed.composition;
    const approval = await asker.choose({ message: `Write ${path}?`, choices: APPROVALS });
    if (approval === 'stop') throw new StatusError('Nothing was written.');
    if (approval === 'write') return this.composeAnew(told.fields);
    const content = await this.read();
    const choices = this.work.questions
      .filter(({ field, isIdle }) => field !== 'id' && isIdle?.(told.fields, content) !== true)
      .map((question) => ({ value: question, name: wordTitle(question.field) }));
    const questions = await asker.chooseMany({ message: 'Which of these?', choices });
    const fields = await this.askFor(questions, told.fields, content);
    this.now = this.flags.now ?? Date.now();
    const changed = await this.compose(fields, await this.read());
    this.show(changed.composed);
    return this.approve(changed, asker);
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

  private async composeAnew(fields: Draft): Promise<Told> {
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

/** Runs a command that writes an entry; 0 when it is written, and a StatusError for everything that keeps it from it. */
export async function runWork(work: Work, flags: AuthorFlags, given: Draft): Promise<ExitCode> {
  const run = new Run(work, await openPlace(findRoot(flags), flags), flags);
  const content = await run.read();
  await run.write(await run.complete(given, content), content);
  return 0;
}
