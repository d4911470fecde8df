/** What every importer gives: files to write, and each decision that it had to take, as plain values. */

/** Kinds of decisions, so that a report can be read, counted and filtered. */
export type DecisionKind =
  | 'aside'
  | 'category-undetermined'
  | 'comment'
  | 'component-added'
  | 'component-needed'
  | 'component-retired'
  | 'component-spelling'
  | 'components-none'
  | 'configuration'
  | 'encoding-guessed'
  | 'end-clamped'
  | 'end-differs'
  | 'end-missing'
  | 'field-left'
  | 'file-left'
  | 'form-refused'
  | 'front-matter-repaired'
  | 'id-changed'
  | 'kind-chosen'
  | 'not-kept-word'
  | 'page-url'
  | 'severity-mapped'
  | 'severity-unknown'
  | 'shortcode-left'
  | 'shortcode-written'
  | 'still-open'
  | 'time-repaired'
  | 'time-replaced'
  | 'time-shifted'
  | 'time-without-zone'
  | 'title-made'
  | 'updates-read'
  | 'updates-whole';

/** One thing that the source left open or that has no place here, and what was made of it. */
export interface Decision {
  kind: DecisionKind;
  /** Path in the source, or the folder for what concerns all of it. */
  file: string;
  /** From 1. */
  line?: number | undefined;
  /** One sentence without its final period. */
  what: string;
  /** Words of the source, verbatim, that stand in no file that is written. */
  text?: string | undefined;
}

/** A file to write, its path relative to the root folder. */
export interface PlannedFile {
  path: string;
  text: string;
  /** Path of the file in the source that it came from. */
  from: string;
}

export interface ImportCounts {
  /** Files of the source that were read. */
  files: number;
  incidents: number;
  maintenances: number;
  announcements: number;
  /** Texts that were never published, written beside the incidents. */
  drafts: number;
  /** Files that are no incident and are kept as they are, in a folder of their own. */
  left: number;
  updates: number;
  components: number;
}

export interface ImportPlan {
  /** Incidents, maintenances, announcements and drafts. */
  files: PlannedFile[];
  /** What is no incident, as it is. */
  asides: PlannedFile[];
  /** Text of a status.yml, where the target has none. */
  config?: string | undefined;
  decisions: Decision[];
  counts: ImportCounts;
}

/** What the target holds already. */
export interface ImportTarget {
  /** Text of its status.yml; undefined where there is none. */
  config?: string | undefined;
  /** Every file below `incidents/` and `drafts/`. */
  files: readonly { path: string; text: string }[];
  /** Every file that an import kept beside the incidents. */
  asides?: readonly { path: string; text: string }[] | undefined;
}
