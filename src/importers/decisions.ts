/** Gathers the decisions that one file of a source asks for. */
import type { Decision, DecisionKind } from './plan.ts';

export class Decisions {
  readonly list: Decision[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Adds a decision: one clause, and the words of the source that it is about where they stand nowhere else. */
  add(kind: DecisionKind, what: string, place: { line?: number | undefined; text?: string | undefined } = {}): void {
    this.list.push({ kind, file: this.file, line: place.line, what, text: place.text });
  }
}
