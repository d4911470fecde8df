/** A preview as the comment of a pull request: our own words as Markdown, everything that was written by others inert. */
import type {
  ContentPreview,
  EnginePreview,
  EntryPreview,
  Preview,
  ProblemPreview,
  UpdatePreview,
  UptimePreview,
} from '../../schema/preview.ts';
import { codeBlock, inlineCode } from '../inert-markdown.ts';

/** GitHub takes 65,536 characters; what stands around the sections needs some of them. */
const MAX_LENGTH = 60_000;

/** A phone need not scroll far. */
const WIDTH = 88;

/** What a section says; undefined where there is nothing to say. */
type Section = string | undefined;

const CHANGES: Readonly<Record<EntryPreview['change'], string>> = {
  new: 'New',
  changed: 'Changed',
  removed: 'Withdrawn',
  unreadable: 'Cannot be read',
};
const UPDATES: Readonly<Record<UpdatePreview['change'], string>> = {
  new: 'New update',
  changed: 'Update, with other words than before',
  removed: 'No longer there',
  unreadable: 'Cannot be read',
};
const KINDS: Readonly<Record<EntryPreview['kind'], string>> = {
  incident: 'incident',
  maintenance: 'maintenance',
  announcement: 'announcement',
  postmortem: 'post-mortem',
};

function showBlock(lines: readonly string[]): string {
  return codeBlock(lines, WIDTH);
}

function describeUpdate({ change, heading, states, text, promise }: UpdatePreview): string {
  const lines = [
    heading,
    ...states,
    ...(text === '' ? [] : ['', text]),
    ...(promise === undefined ? [] : ['', promise]),
  ];
  return `${UPDATES[change]}:\n\n${showBlock(lines)}`;
}

function describeFact({ term, before, after }: EntryPreview['facts'][number]): string {
  if (before === undefined) return `${term}: ${after ?? ''}`;
  return `${term}: ${after ?? '(nothing)'}\n  before: ${before}`;
}

const NOTES: Partial<Record<EntryPreview['change'], string>> = {
  removed: 'Where it was published, its page stays and says since when it is withdrawn.',
  unreadable: 'Readers go on seeing it as it last was good, or its title alone, and that it is being corrected.',
};

function describeEntry(entry: EntryPreview): string {
  const { path, kind, change, title, line, facts, updates, moreUpdates } = entry;
  const about = [title, line, ...(facts.length === 0 ? [] : ['', ...facts.map(describeFact)])];
  return [
    `**${CHANGES[change]}: ${KINDS[kind]}** ${inlineCode(path)}`,
    showBlock(about.filter((text, index) => text !== '' || index > 1)),
    NOTES[change],
    ...updates.map(describeUpdate),
    moreUpdates === 0 ? undefined : `… and ${count(moreUpdates, 'update')} more.`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

function more(n: number, what: string): string {
  return n === 0 ? '' : `\n\n… and ${count(n, what)} more.`;
}

function listEntries({ entries, more: left }: ContentPreview): Section[] {
  const heading = '### What readers will see';
  if (entries.length === 0) return [`${heading}\n\nNo page of an incident, maintenance or post-mortem changes.`];
  const sections = entries.map(describeEntry);
  return [
    `${heading}\n\n${sections[0] ?? ''}`,
    ...sections.slice(1),
    left.entries === 0 ? undefined : more(left.entries, 'file').trim(),
  ];
}

const NO_PAGE = '(no page can be made)';

function describeVerdict({ verdict }: ContentPreview): Section {
  const { before = NO_PAGE, after = NO_PAGE } = verdict;
  const lines = before === after ? [`As before: ${after}`] : [`Now:   ${before}`, `After: ${after}`];
  return `### The verdict\n\n${showBlock(lines)}`;
}

function describeAudience({ channels, customersOf, more: left }: ContentPreview): Section {
  if (customersOf.length === 0 && channels.length === 0) {
    return '### Who is to be told\n\nNobody: there is no new update, or it tells nobody.';
  }
  const lines = [
    ...channels.map(
      ({ id, type, events }) => `- ${inlineCode(id)} (${inlineCode(type)}): ${events.map(inlineCode).join(', ')}`,
    ),
    ...customersOf.map((component) => `- customers of ${inlineCode(component)}, where a private root has any`),
  ];
  const note =
    'Once it is merged and deployed, each is told once; what is older than a day by then, or was told before, is not.';
  return `### Who is to be told\n\n${lines.join('\n')}${more(left.channels, 'channel')}\n\n${note}`;
}

function describeUptime({
  component,
  before = 'no data',
  after = 'no data',
  differences,
  goesOn,
}: UptimePreview): string {
  const change = before === after ? `${component}: ${after}, as before` : `${component}: ${after}, before ${before}`;
  const lines = [...differences, ...(goesOn ? ['goes on counting until what is open is over'] : [])];
  return [change, ...lines.map((line) => `  ${line}`)].join('\n');
}

function describeUptimes({ uptime, more: left }: ContentPreview): Section {
  const heading = '### Uptime of the last 90 days';
  if (uptime.length === 0) return `${heading}\n\nNo component's uptime changes.`;
  return `${heading}\n\n${showBlock(uptime.map(describeUptime))}${more(left.components, 'component')}`;
}

function describeProblem({ severity, file, line, text }: ProblemPreview): string {
  return `- ${severity} at ${inlineCode(`${file}:${line}`)}: ${inlineCode(text)}`;
}

function describeProblems({ problems, more: left }: ContentPreview): Section {
  if (problems.length === 0) return undefined;
  return `### Problems\n\n${problems.map(describeProblem).join('\n')}${more(left.problems, 'problem')}`;
}

/** The sections, those of `long` only as far as they fit beside the others. */
function joinSections({ first, long, last }: Readonly<Record<'first' | 'long' | 'last', readonly Section[]>>): string {
  let room = MAX_LENGTH - [...first, ...last].join('\n\n').length;
  const fitting = long.filter((section = '') => {
    room -= section.length + 2;
    return room >= 0;
  });
  const left = long.length - fitting.length;
  const note =
    left === 0 ? undefined : `${count(left, 'file')} did not fit in here; the page that was built shows all.`;
  return [...first, ...fitting, note, ...last].filter((section) => section !== undefined).join('\n\n');
}

function listPaths(paths: readonly string[], left: number): string {
  return `${paths.map((path) => `- ${inlineCode(path)}`).join('\n')}${more(left, 'file')}`;
}

function renderEngine({ paths, content, more: left }: EnginePreview): string {
  const changed = listPaths(paths, left.paths);
  if (content.length === 0)
    return `### Changes the engine: tests only\n\nNothing is previewed, as more than content changes:\n\n${changed}`;
  return [
    '### Changes the engine and content: tests only',
    'The content is neither validated nor previewed, as the engine changes too. **Please split this pull request:** in one of their own these files get both.',
    listPaths(content, left.content),
    'What else changes:',
    changed,
  ].join('\n\n');
}

/** What a preview says, as Markdown for GitHub; problems first, as nothing is worth more than what to mend. */
export function renderPreview(preview: Preview): string {
  if (preview.scope === 'engine') return renderEngine(preview);
  return joinSections({
    first: [describeProblems(preview)],
    long: listEntries(preview),
    last: [describeVerdict(preview), describeAudience(preview), describeUptimes(preview)],
  });
}
