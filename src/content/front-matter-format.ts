/** Writes front matter in its canonical form; comments that people wrote stay. */
import { Document, isMap, isNode, isScalar, isSeq, type Pair, visit, type YAMLMap } from 'yaml';

import { canonicalTimestamp } from '../schema/timestamp.ts';
import { type Kind, KINDS } from '../schema/phase.ts';
import { nearest } from './suggest.ts';
import { isPlainList } from './yaml.ts';

/** What is canonical about the front matter of a kind of file. */
export interface FrontMatterForm {
  /** Its keys, in this order. */
  keys: readonly string[];
  /** Where times stand: keys with dots between them, `*` for every item of a list. */
  times: readonly string[];
}

export const INCIDENT_KEYS: readonly string[] = [
  'kind',
  'title',
  'category',
  'confidence',
  'provider',
  'providerUrl',
  'reportedAt',
  'ticket',
  'impact',
  'components',
  'checks',
  'scheduled',
  'until',
  'startedAt',
  'startedBecause',
  'openedBy',
  'evidence',
  'outreach',
  'postmortem',
  'waiver',
  'formerly',
  'backfilled',
  'importedFrom',
];

const POSTMORTEM_KEYS: readonly string[] = [
  'title',
  'incidents',
  'status',
  'authors',
  'summary',
  'impact',
  'trigger',
  'detection',
  'factors',
  'timeline',
  'wentWell',
  'wentBadly',
  'lucky',
  'actions',
  'supporting',
];

export const INCIDENT_FORM: FrontMatterForm = {
  keys: INCIDENT_KEYS,
  times: [
    'reportedAt',
    'startedAt',
    'until',
    'scheduled.from',
    'scheduled.until',
    'scheduled.exdates.*',
    'evidence.*.at',
    'outreach.*.at',
  ],
};
export const POSTMORTEM_FORM: FrontMatterForm = {
  keys: POSTMORTEM_KEYS,
  times: ['timeline.*.at', 'actions.*.due', 'actions.*.done'],
};

function rankIn(order: readonly string[], pair: Pair): number {
  const index = isScalar(pair.key) ? order.indexOf(String(pair.key.value)) : -1;
  return index === -1 ? order.length : index;
}

function settleFlow(node: unknown): void {
  if (isSeq(node)) {
    node.flow = isPlainList(node);
    for (const item of node.items) settleFlow(item);
  } else if (isMap(node)) {
    node.flow = node.items.length === 0;
    for (const pair of node.items) settleFlow(pair.value);
  }
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The order of top-level keys, stable for those that the order does not know. */
function sortKeys(map: YAMLMap, order: readonly string[]): void {
  const comment = map.commentBefore;
  map.commentBefore = null;
  map.items = [...map.items].sort((a, b) => rankIn(order, a) - rankIn(order, b));
  map.commentBefore = comment ?? null;
  // A blank line above the first key would be one more with each formatting.
  const first = map.items[0]?.key;
  if (isNode(first)) first.spaceBefore = false;
}

/** Writes a time as files hold it, by the offset that it has; another word for it may stand beside an anchor. */
function settleTime(node: unknown, [key, ...below]: readonly string[]): void {
  if (key === '*' && isSeq(node)) {
    for (const item of node.items) settleTime(item, below);
  } else if (key !== undefined && isMap(node)) {
    settleTime(node.get(key, true), below);
  } else if (key === undefined && isScalar(node) && typeof node.value === 'string' && node.anchor === undefined) {
    const canonical = canonicalTimestamp(node.value);
    if (canonical === undefined || canonical === node.value) return;
    node.value = canonical;
    delete node.type;
  }
}

/** Writes a YAML document canonically: known order of keys, block maps, lists of plain values on one line, times. */
export function formatYamlDocument(document: Document, { keys, times }: FrontMatterForm): string {
  // An alias has to stay behind its anchor.
  if (isMap(document.contents) && !hasAlias(document)) sortKeys(document.contents, keys);
  settleFlow(document.contents);
  for (const path of times) settleTime(document.contents, path.split('.'));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq: true });
}

/** Writes front matter from plain data; keys without a value are left out. */
export function formatFrontMatter(data: object, form: FrontMatterForm): string {
  const present = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  return formatYamlDocument(new Document(present, { schema: 'core' }), form);
}

/** Joins front matter and body to a file. */
export function joinFile(frontMatter: string, body: string): string {
  return body === '' ? `---\n${frontMatter}---\n` : `---\n${frontMatter}---\n\n${body}`;
}

/**
 * The kind that front matter says, or seems to say, that a file is of; anything unknown reads as an incident, but for
 * what has the key that only a maintenance has and none that it has not.
 */
export function kindOf(data: unknown): Kind {
  if (typeof data !== 'object' || data === null) return 'incident';
  const kind: unknown = Reflect.get(data, 'kind');
  if (typeof kind === 'string') return nearest(kind, KINDS) ?? 'incident';
  const isPlanned = Reflect.has(data, 'scheduled') && !Reflect.has(data, 'category') && !Reflect.has(data, 'impact');
  return isPlanned ? 'maintenance' : 'incident';
}
