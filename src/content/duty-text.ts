/** Duties as issues of GitHub: title and Markdown, in which what others wrote is shown and does nothing. */
import { type Duty, keyOf } from '../domain/follow-up/duty.ts';
import type { ToldDuty } from '../domain/follow-up/plan-issues.ts';
import { formatDay, formatMinute } from '../schema/timestamp.ts';
import { shorten } from '../schema/visible-text.ts';
import { codeBlock, inlineCode } from './inert-markdown.ts';
import { findMarker, formatEndMarker, formatMarker } from './marker.ts';

const DAY_MS = 86_400_000;
const MAX_INLINE = 200;
/** GitHub takes bodies of 65,536 characters. */
const MAX_BLOCK = 20_000;

/** Comments hide what is in them, and mark what is ours. */
function withoutComments(text: string): string {
  return text.replaceAll('<!--', '<!- -').replaceAll('-->', '- ->');
}

/** A text on one line as code: no mention, reference or tag in it is one. */
function quoteInline(text: string): string {
  const line = withoutComments(shorten(text.replace(/\s+/g, ' ').trim(), MAX_INLINE));
  return line === '' ? '(nothing)' : inlineCode(line);
}

/** A text of several lines as a block of code. */
function quoteBlock(text: string): string {
  return codeBlock([withoutComments(shorten(text, MAX_BLOCK))]);
}

/** A path within a title, which is no Markdown: letters that could refer or mention are left out. */
function plainPath(path: string): string {
  return shorten(path.replace(/[^\w./-]/gu, '?'), 100);
}

function aboutIncident({ incident, title }: { incident: string; title: string }): string {
  return `Incident \`${incident}\`, ${quoteInline(title)}.`;
}

function describePostmortem(duty: Extract<Duty, { kind: 'postmortem' }>): string[] {
  const { until, isOverdue, drafts } = duty;
  const day = formatDay(until - DAY_MS);
  return [
    aboutIncident(duty),
    isOverdue ? `Its post-mortem was due by ${day} and is overdue.` : `Its post-mortem is due by ${day}.`,
    ...(drafts.length === 0 ? [] : [`Begun: ${drafts.map((id) => `\`${id}\``).join(', ')}; publish it.`]),
    'Publish one in `postmortems/` that names the incident, or write `postmortem: waived` with a `waiver` into the incident.',
  ];
}

const WHY_DUE: Readonly<Record<ActionDuty['state'], string>> = {
  open: 'Its issue is open. Do it and close the issue, or write `declined` with the reason into the post-mortem.',
  not_planned:
    'Its issue was closed as not planned, and the post-mortem still promises it. Write `declined` with the reason there, or open the issue again.',
  no_issue:
    'The post-mortem names no issue of it, so nobody can see whether it is done. Name one in `issue`, or write `declined` with the reason.',
  unreadable: 'Its issue cannot be read from here, so readers cannot see whether it is done. Name one that can.',
  not_read: 'Its issue has not been read yet.',
};

type ActionDuty = Extract<Duty, { kind: 'action' }>;

/** A login or team that the post-mortem names as one is told; any other owner is only named. */
function mentionOwner(owner: string): string {
  return /^@[a-z\d](?:[a-z\d-]{0,38})(?:\/[a-z\d][\w.-]{0,99})?$/i.test(owner) ? owner : quoteInline(owner);
}

function describeAction({ postmortem, text, owner, issue, due, state }: ActionDuty): string[] {
  return [
    `${quoteInline(text)}, an action of the post-mortem \`${postmortem}\`.`,
    `Owner: ${mentionOwner(owner)}. It was due by ${formatDay(due)}.${issue === undefined ? '' : ` Issue: ${issue}.`}`,
    WHY_DUE[state],
  ];
}

function describe(duty: Duty): { title: string; lines: string[] } {
  switch (duty.kind) {
    case 'promise':
      return {
        title: `Write the promised update of ${duty.incident}`,
        lines: [
          aboutIncident(duty),
          `Its latest update promised another by ${formatMinute(duty.by)}, and none has come.`,
        ],
      };
    case 'silence':
      return {
        title: `Write an update of ${duty.incident}`,
        lines: [aboutIncident(duty), `It is open, and the latest update is of ${formatMinute(duty.lastAt)}.`],
      };
    case 'resolve':
      return {
        title: `Resolve ${duty.incident}, or say what goes on`,
        lines: [
          aboutIncident(duty),
          `Its checks have passed, noted ${formatMinute(duty.passedAt)}. A person has written in it, so only a person resolves it.`,
        ],
      };
    case 'postmortem':
      return { title: `Publish the post-mortem of ${duty.incident}`, lines: describePostmortem(duty) };
    case 'action':
      return {
        title: `Close the action ${duty.action} of the post-mortem ${duty.postmortem}`,
        lines: describeAction(duty),
      };
    case 'file':
      return {
        title: `Correct ${plainPath(duty.path)}`,
        lines: ['`candor validate` finds errors in this file:', quoteBlock(duty.problems.join('\n'))],
      };
    default:
      return describeMachine(duty);
  }
}

function describeMachine(duty: Extract<Duty, { kind: 'checks' | 'check' | 'workflow' }>): {
  title: string;
  lines: string[];
} {
  if (duty.kind === 'workflow') {
    const state = duty.isDisabled
      ? 'GitHub has disabled it, as nothing has happened in the repository for long.'
      : 'GitHub disables it soon, as it does where nothing happens in a repository for 60 days.';
    const what = `It could not be enabled from here: ${quoteInline(duty.why)}`;
    return {
      title: `Enable the workflow ${plainPath(duty.path)}`,
      lines: [state, what, 'Enable it under Actions, or push a commit.'],
    };
  }
  const since = duty.lastAt === undefined ? 'no measurement' : `no measurement since ${formatMinute(duty.lastAt)}`;
  if (duty.kind === 'checks') {
    return {
      title: 'Have the checks run again',
      lines: [
        `There is ${since}, of any check. The page says that it is stale.`,
        'Look at the runs of the workflow `check.yml`.',
      ],
    };
  }
  return {
    title: `Have the check ${duty.check} run again`,
    lines: [
      `There is ${since} of the check \`${duty.check}\` of \`${duty.component}\`, though others have run.`,
      'Look at where it is to run (`location`), and at what the last runs said.',
    ],
  };
}

/** A duty as it is told in an issue. */
export function tellDuty(duty: Duty): ToldDuty {
  const { title, lines } = describe(duty);
  return { key: keyOf(duty), title: shorten(title, MAX_INLINE), text: lines.join('\n\n') };
}

const END = formatEndMarker('follow-up');

export interface ParsedDutyBody {
  key: string;
  isDone: boolean;
  /** What stands between the marks; undefined where the second is gone. */
  text: string | undefined;
}

/** What an issue's body says of its duty; undefined where it has no mark of ours. */
export function parseDutyBody(body: string): ParsedDutyBody | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const begin = findMarker(text, 'follow-up');
  const [key, state] = begin?.words ?? [];
  if (begin === undefined || key === undefined || (state !== 'due' && state !== 'done')) return undefined;
  const until = text.indexOf(END, begin.until);
  return { key, isDone: state === 'done', text: until < 0 ? undefined : text.slice(begin.until, until).trim() };
}

function markedPart({ key, text }: Pick<ToldDuty, 'key' | 'text'>, state: 'due' | 'done'): string {
  return `${formatMarker('follow-up', key, state)}\n${text}\n${END}`;
}

/** The body of a new issue. */
export function formatDutyBody(duty: Pick<ToldDuty, 'key' | 'text'>): string {
  return `${markedPart(duty, 'due')}\n\nWritten by \`candor follow-up\`, which keeps the part above current and closes this when it is done. Your own words stay.\n`;
}

/** A body with the marked part replaced, or only its state where `text` is undefined; what people wrote around it stays. */
export function replaceDutyPart(
  body: string,
  { key, text, state }: { key: string; text: string | undefined; state: 'due' | 'done' },
): string {
  const known = parseDutyBody(body);
  const begin = findMarker(body, 'follow-up');
  if (known === undefined || begin === undefined) return `${markedPart({ key, text: text ?? '' }, state)}\n\n${body}`;
  const { from } = begin;
  const end = body.indexOf(END, from);
  const until = end < 0 ? begin.until : end + END.length;
  return body.slice(0, from) + markedPart({ key, text: text ?? known.text ?? '' }, state) + body.slice(until);
}
