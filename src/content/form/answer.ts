/** What is answered below a form, as Markdown for GitHub; every text of others stands in code, where nothing acts. */
import { describeProblem } from '../../schema/problems.ts';
import { inlineCode } from '../inert-markdown.ts';
import type { FormLetter } from './plan.ts';
import type { EntryForm } from './forms.ts';

/** Letters beyond this do not help anybody. */
const MAX_LETTERS = 20;
/** GitHub takes 65,536 characters of a comment. */
const LONGEST = 60_000;

const WHAT: Readonly<Record<EntryForm, string>> = {
  incident: 'opening an incident',
  update: 'posting an update',
  maintenance: 'scheduling a maintenance',
};

function describeLetter({ label, place, ...finding }: FormLetter): string {
  const sentence = describeProblem(finding);
  const where = place === undefined ? (label ?? 'The form') : inlineCode(`${place.file}:${place.line}`);
  return `- **${where}**: ${inlineCode(sentence)}`;
}

function listLetters(letters: readonly FormLetter[]): string {
  const shown = letters.slice(0, MAX_LETTERS).map(describeLetter);
  const left = letters.length - shown.length;
  const lines = left === 0 ? shown : [...shown, `- … and ${left} more`];
  return lines.join('\n').slice(0, LONGEST);
}

/** To a person whose form is in a pull request now. */
export function answerReady(url: string, warnings: readonly FormLetter[]): string {
  const odd = warnings.length === 0 ? [] : ['', 'It is right, but look at this again:', '', listLetters(warnings)];
  return [
    `**The pull request is ready: ${url}**`,
    '',
    'Merging it publishes this and closes the issue. To change something before, edit the form above: the pull request follows.',
    ...odd,
  ].join('\n');
}

/** To a person whose form cannot be carried out; `url` is the pull request of what it said before. */
export function answerLetters(letters: readonly FormLetter[], url: string | undefined): string {
  const stays = url === undefined ? '' : ` Until then ${url} stays as it was, and its status says so.`;
  return [
    `**This form is no pull request yet. Please change:**`,
    '',
    listLetters(letters),
    '',
    `Edit the form above, and it is tried again.${stays}`,
  ].join('\n');
}

/** To a person without the permission, who may still report a problem at `reportUrl`. */
export function answerNotPermitted(form: EntryForm, reportUrl: string): string {
  return [
    `Thank you. For ${WHAT[form]}, everybody who has written in this form needs write permission in this repository, so nothing was done.`,
    '',
    `If something does not work for you, please [report the problem](${reportUrl}) instead.`,
  ].join('\n');
}

/** To a person who edits a form that has been merged. */
export function answerMerged(url: string): string {
  return `This form became ${url}, which is merged. To say something new, fill in another form.`;
}

/** To a person whose form's pull request somebody has closed. */
export function answerClosed(url: string): string {
  return `This form became ${url}, which somebody has closed, so nothing is proposed. To propose it anew, open that again, or edit the form above.`;
}

/** To a person whose form's branch somebody has written to. */
export function answerEdited(branch: string, url: string | undefined): string {
  const where = url ?? 'the branch';
  return `Somebody has changed ${where} by hand, so the form leaves the branch ${inlineCode(branch)} as it is. Make further changes there. To go by the form again, delete the branch and edit the form.`;
}

/** To a person for whom GitHub takes no branch, or opens no pull request; at `compareUrl` it is opened by hand. */
export function answerRefused(reason: string, compareUrl: string | undefined): string {
  const byHand =
    compareUrl === undefined ? '' : `\n\nThe file is written: [open the pull request by hand](${compareUrl}).`;
  return `**This could not be done:** ${inlineCode(reason)}${byHand}`;
}

export interface PageState {
  /** The verdict of the page, in its language. */
  verdict: string;
  pageUrl: string;
  /** What is going on now. */
  open: readonly { title: string; url: string }[];
}

/** To a person who has reported a problem. */
export function answerReport({ verdict, pageUrl, open }: PageState): string {
  const known = open.map(({ title, url }) => `- ${inlineCode(title)}: <${url}>`);
  const intro = open.length === 0 ? [] : ['', 'This is known and being worked on:', '', ...known];
  return [
    `Thank you for telling us. Somebody will look at it. What the status page says now: ${inlineCode(verdict)}`,
    ...intro,
    '',
    `The page, which goes on telling how things are: <${pageUrl}>`,
  ].join('\n');
}

/** What stands in the pull request. */
export function describePull(issue: number): string {
  return `From the form in #${issue}, by the person who filled it in. Merging publishes it.\n\nCloses #${issue}`;
}
