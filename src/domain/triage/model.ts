/** The words of triage: what a run knows, and the steps that it decides on. */
import type { Impact } from '../../schema/component.ts';
import type { Evidence } from '../../schema/incident.ts';
import type { Component, Config, TriagePolicy } from '../../schema/config.ts';
import type { Category } from '../../schema/category.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { Incident, IncidentFile } from '../incident.ts';
import type { Maintenance } from '../maintenance.ts';
import type { CheckOutcome, Measurement } from '../measurement.ts';
import type { Update } from '../update.ts';
import type { ComponentHealth } from './component-health.ts';
import type { Findings } from './findings.ts';

type Provider = Config['providers'][number];

/** An incident on main, and whose file it is. */
export interface KnownIncident {
  incident: Incident;
  path: string;
  /**
   * `engine`: nobody else has written in it. `person`: a person has, or opened it. In a person's file the engine changes
   * nothing and may append one note.
   */
  writer: 'engine' | 'person';
  /** When the engine last noted a recovery in a person's file. */
  recoveryNotedAt?: Instant | undefined;
  /** Time of the provider's latest update that stands in its timeline, or was passed over. */
  quotedUntil?: Instant | undefined;
}

/** An incident that a person has taken away, and when. */
export interface RemovedIncident {
  id: string;
  at: Instant;
  /** The pull request for it, which a person has closed; undefined where it was on main. */
  url?: string | undefined;
}

export interface TriageInput {
  now: Instant;
  components: readonly Component[];
  policy: TriagePolicy & { holdFor: number };
  /** Check id to its measurements, sorted by time, this run's included. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** What this run found, by check, for the words of updates. */
  outcomes: ReadonlyMap<string, CheckOutcome>;
  /** Open incidents, and those resolved so lately that they may be reopened. */
  incidents: readonly KnownIncident[];
  maintenances: readonly Maintenance[];
  /** Components that a file names which cannot be read: whether it is open is not known. */
  occupied: ReadonlySet<string>;
  /** By component, an incident that named it and whose file a person has removed while it was open. */
  removed?: ReadonlyMap<string, RemovedIncident> | undefined;
  /** Every id that a file of incidents/ has or had, whatever its folder. */
  takenIds: ReadonlySet<string>;
  /** The providers of status.yml, for their names. */
  providers?: readonly Provider[] | undefined;
  /** What was found beyond the checks; undefined where nobody has looked. */
  findings?: Findings | undefined;
}

export type TriageStep =
  | {
      kind: 'open';
      id: string;
      components: string[];
      file: IncidentFile;
      /** Time of the latest update of a provider's that it quotes. */
      quotedUntil?: Instant | undefined;
    }
  | AppendStep
  /** Nothing new for readers: only the front matter of the engine's own file changes. */
  | { kind: 'join'; id: string; path: string; joined: Joined };

export interface AppendStep {
  kind: 'append';
  id: string;
  path: string;
  update: Update;
  because: AppendReason;
  raised?: Raised | undefined;
  turned?: Turned | undefined;
  joined?: Joined | undefined;
  noticed?: Noticed | undefined;
}

/** The category of an incident as its front matter has it, and whose incident it follows. */
export interface Classified {
  category: Category;
  confidence: 'suspected';
  provider?: string | undefined;
  providerUrl?: string | undefined;
}

/** What a provider says of an incident that is known. */
export interface Noticed {
  /** Set where the cause is new. */
  classified?: Classified | undefined;
  evidence: Evidence[];
  quotedUntil: Instant;
}

/** Failures of an incident's components that were confirmed after it was opened, for its front matter. */
export interface Joined {
  /** Ids of the checks. */
  checks: string[];
  evidence: Evidence[];
}

/** What a worse state changes in the front matter of the engine's own file: impact and title never get better again. */
export interface Raised {
  impact: Impact;
  title: string;
}

/** What is taken for the cause from now on, in the front matter of the engine's own file. */
export interface Turned {
  category: Category;
  /** Undefined where there is nothing to be confident of. */
  confidence: 'suspected' | undefined;
}

export const APPEND_REASONS = [
  'changed',
  'failing-again',
  'recovered',
  'stable',
  'reopened',
  'noted',
  'provider',
] as const;
export type AppendReason = (typeof APPEND_REASONS)[number];

/** A failure that opens nothing, and why, for the person who reads the run's output. */
export interface Unopened {
  component: string;
  why: string;
}

export interface TriagePlan {
  steps: TriageStep[];
  unopened: Unopened[];
  /** Checks whose failure awaits confirmation and would be news, in the order of their ids. */
  awaiting: string[];
}

/** A component that counts, with what its checks say. */
export interface JudgedComponent {
  component: Component;
  health: ComponentHealth;
}
