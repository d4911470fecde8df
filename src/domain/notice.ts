/** A notice: what is told of one update, before any channel has a form for it. */
import type { ChannelEvent } from '../schema/channel.ts';
import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { Kind, Phase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';

export interface NoticeComponent {
  id: string;
  /** What readers call it. */
  name: string;
  /** As of the update; undefined where the update says nothing of it, as in an announcement. */
  status: ComponentStatus | undefined;
}

/** An update of the entry, this one or one before it. */
export interface NoticeUpdate {
  at: Instant;
  phase: Phase;
  /** Markdown as written; empty where it was taken back. */
  text: string;
  /** The components that changed with it. */
  changes: readonly { id: string; name: string; from: ComponentStatus; to: ComponentStatus }[];
}

export interface Notice {
  event: ChannelEvent;
  /** Id of the incident, maintenance, announcement or post-mortem: the first that it was published under. */
  entry: string;
  /** Time of the update, its identity; of what has no update the time of its publication. */
  at: Instant;
  /** Empty when it is told for the first time; a digest of what it says where `notify: again` has it told once more. */
  again: string;
  kind: Kind | 'postmortem';
  title: string;
  /** Undefined for a post-mortem, and for a maintenance that nothing was said of yet. */
  phase: Phase | undefined;
  /** Of an incident. */
  impact: Impact | undefined;
  /** Every component that it is about. */
  components: readonly NoticeComponent[];
  /** The update's Markdown, or a post-mortem's summary; empty where it was taken back. */
  text: string;
  /** By when the next update is promised. */
  next: Instant | undefined;
  /** Of a maintenance: when the work is planned. */
  window: Interval | undefined;
  /** Absolute; leads to the update, or to the front page while the update is not published. */
  url: string;
  /** Of an incident: when it began. */
  startedAt: Instant | undefined;
  /** Updates of the entry up to this one, oldest first. */
  updates: readonly NoticeUpdate[];
}
