/** The updates of an imported post: read from its text where labels and times can be trusted, else its text in one. */
import type { Update } from '../../domain/update.ts';
import type { Kind, Phase } from '../../schema/phase.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { Role } from './label-words.ts';
import { findTracks, type Passage, plainTracks, readPassages } from './passages.ts';

const SECOND_MS = 1_000;
/** How far from its incident an update may be dated and still be believed. */
const SLACK_MS = 7 * 86_400_000;

export interface Post {
  kind: Kind;
  body: string;
  start: Instant;
  /** When it ended, as the post says; undefined where it does not. */
  end: Instant | undefined;
  /** Whether the old page no longer showed it as active. */
  isOver: boolean;
  /** IANA zone of times without one. */
  timeZone: string;
  /** Whether its text stays in one piece, whatever labels it has. */
  isWhole?: boolean | undefined;
}

export interface ReadUpdates {
  introduction: string;
  /** Oldest first, each with a time of its own. */
  updates: Update[];
  /** How many labelled passages became updates; 0 where the text stayed in one. */
  split: number;
  /** Why labelled passages did not become updates, as a clause. */
  doubt?: string | undefined;
  /** Labels and shortcodes of the text that a heading may say now. */
  moved: string[];
}

/** A passage with its time and place in time. */
interface Entry {
  at: Instant;
  role: Role;
  text: string;
  /** Its label and its text without that, where a heading can say the same. */
  headed?: { label: string; text: string } | undefined;
}

interface Sequence {
  introduction: string;
  entries: Entry[];
}

function timeOf(passage: Passage, post: Post): Instant | undefined {
  if (passage.isAmbiguous) return undefined;
  if (passage.at !== undefined) return passage.at;
  if (passage.role === 'initial' || passage.role === 'investigating') return post.start;
  return passage.role === 'resolved' && post.isOver ? post.end : undefined;
}

/** 1 where times grow, -1 where they fall, 0 where all are equal, undefined where they do neither. */
function directionOf(times: readonly Instant[]): 1 | 0 | -1 | undefined {
  const steps = times.slice(1).map((at, index) => Math.sign(at - (times[index] ?? at)));
  const grows = steps.every((step) => step >= 0);
  const falls = steps.every((step) => step <= 0);
  if (grows && falls) return 0;
  if (grows) return 1;
  return falls ? -1 : undefined;
}

/** Joins each unlabelled passage after the first labelled one to the passage before it. */
function joinLoose(passages: readonly Passage[]): Passage[] {
  const joined: Passage[] = [];
  for (const passage of passages) {
    const before = joined.at(-1);
    if (passage.role !== undefined || before === undefined) joined.push(passage);
    else {
      const { text, unlabelled } = before;
      const join = (words: string): string => `${words}\n\n---\n\n${passage.text}`;
      joined.splice(-1, 1, {
        ...before,
        text: join(text),
        unlabelled: unlabelled === undefined ? undefined : join(unlabelled),
      });
    }
  }
  return joined;
}

function findDoubt(labelled: readonly Passage[], post: Post): string | undefined {
  const times = labelled.map((passage) => timeOf(passage, post));
  if (times.includes(undefined)) return 'not every one of them has a time';
  const known = times.filter((at) => at !== undefined);
  if (post.kind === 'incident' && known.every((at) => at < post.start)) return 'its date lies after all of them';
  const latest = Math.max(post.start, post.end ?? post.start) + SLACK_MS;
  const isFar = known.some((at) => at < post.start - SLACK_MS || (post.end !== undefined && at > latest));
  if (isFar) return 'their times lie far from those of the post';
  return directionOf(known) === undefined ? 'their times neither grow nor fall' : undefined;
}

/**
 * Puts passages in the order of time. Text before the first label is the first message where the oldest stands first,
 * else an introduction; text after a rule below the oldest passage is the first message where the newest stands first.
 */
function arrange(passages: readonly Passage[], post: Post): Sequence | undefined {
  const first = passages.findIndex((passage) => passage.role !== undefined);
  const last = passages.findLastIndex((passage) => passage.role !== undefined);
  const labelled = passages.slice(first, last + 1).filter((passage) => passage.role !== undefined);
  const times = labelled.map((passage) => timeOf(passage, post) ?? post.start);
  const [leading, trailing] = [passages.slice(0, first), passages.slice(last + 1)];
  const direction = directionOf(times) ?? 0;
  const opens = times.some((at) => at <= post.start);
  const isNewestFirst = direction === -1 || (direction === 0 && leading.length === 0 && trailing.length > 0);
  const isTailFirst = isNewestFirst && trailing.length > 0 && !opens;
  const isLeadFirst = !isNewestFirst && leading.length > 0 && !opens;
  if (passages.length === 1 && (labelled[0]?.blocks ?? 0) > 1 && !opens) return undefined;

  const own = joinLoose(isTailFirst ? passages.slice(first, last + 1) : passages.slice(first));
  const entries = own.map((passage, index): Entry => {
    const { text, unlabelled, label, role = 'any' } = passage;
    const headed = unlabelled === undefined ? undefined : { label, text: unlabelled };
    return { at: times[index] ?? post.start, role, text, headed };
  });
  const textOf = (loose: readonly Passage[]): string => loose.map((passage) => passage.text).join('\n\n---\n\n');
  if (isNewestFirst) entries.reverse();
  if (isTailFirst) entries.unshift({ at: post.start, role: 'initial', text: textOf(trailing) });
  if (isLeadFirst) entries.unshift({ at: post.start, role: 'initial', text: textOf(leading) });
  return { introduction: isLeadFirst ? '' : textOf(leading), entries };
}

function incidentPhase(role: Role, before: Phase | undefined, post: Post): Phase {
  if (role === 'initial') return before ?? 'investigating';
  if (role === 'any') return before ?? 'investigating';
  if (role === 'resolved' && !post.isOver) return 'monitoring';
  return role;
}

function maintenancePhase(role: Role, at: Instant, post: Post): Phase {
  if (role === 'resolved' && post.isOver) return 'completed';
  if (role === 'monitoring' && at >= post.start) return 'verifying';
  return at > post.start ? 'in_progress' : 'scheduled';
}

function phaseOf(entry: Entry, before: Phase | undefined, post: Post): Phase {
  if (post.kind === 'announcement') return 'announced';
  const isLast = post.isOver && post.end !== undefined && entry.at >= post.end;
  if (post.kind === 'maintenance') return isLast ? 'completed' : maintenancePhase(entry.role, entry.at, post);
  return isLast && entry.role === 'any' ? 'resolved' : incidentPhase(entry.role, before, post);
}

/** The text below a heading: without its label where the heading is the same word, or the label a time. */
function textBelow(entry: Entry, phase: Phase): string {
  if (entry.headed === undefined) return entry.text;
  const { label, text } = entry.headed;
  return label === '' || label.toLowerCase() === phase ? text : entry.text;
}

function toUpdates(entries: readonly Entry[], post: Post): Update[] {
  const updates: Update[] = [];
  for (const entry of entries) {
    const before = updates.at(-1);
    const at = Math.max(entry.at, (before?.at ?? -Infinity) + SECOND_MS);
    const phase = phaseOf(entry, before?.phase, post);
    updates.push({ at, phase, components: {}, text: textBelow(entry, phase) });
  }
  return updates;
}

/** Reads a post's text as updates, without the one that closes it. Its words stay; only what a heading says moves. */
export function readUpdates(post: Post): ReadUpdates {
  const passages = readPassages(post.body, post.timeZone);
  const labelled = passages.filter((passage) => passage.role !== undefined);
  const whole: ReadUpdates = {
    introduction: '',
    updates: toUpdates([{ at: post.start, role: 'initial', text: plainTracks(post.body, post.timeZone) }], post),
    split: 0,
    moved: findTracks(post.body),
  };
  if (labelled.length === 0 || post.isWhole === true) return whole;
  const doubt = findDoubt(labelled, post);
  const sequence = doubt === undefined ? arrange(passages, post) : undefined;
  if (sequence === undefined) return { ...whole, doubt: doubt ?? 'where the first message begins is not marked' };
  const updates = toUpdates(sequence.entries, post);
  const marks = labelled.filter((passage) => passage.unlabelled !== undefined).map((passage) => passage.mark);
  const moved = [...marks, ...findTracks(post.body)];
  return { introduction: sequence.introduction, updates, split: labelled.length, moved };
}
