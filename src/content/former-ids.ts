/** What a file of incidents/ says it was called, so that a run need not take thousands of them apart. */
import { glanceAt } from './glance.ts';

const FORMERLY = /^formerly:(.*(?:\n(?:[ \t]*-|[ \t]+\S|[ \t]*\]).*)*)/m;

/** The earlier ids in the front matter of a file, at least; a word of a comment may be among them. */
export function findFormerIds(text: string): string[] {
  if (!text.includes('formerly')) return [];
  const written = FORMERLY.exec(glanceAt(text).front)?.[1] ?? '';
  return written.match(/[a-z0-9][a-z0-9-]*/g) ?? [];
}
