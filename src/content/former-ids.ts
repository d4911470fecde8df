/** A cheap look at what a file of incidents/ says it was called, so that a run need not take thousands of them apart. */
const FRONT_MATTER = /^\uFEFF?---[^\n]*\n([^]*?)\n---/;
const FORMERLY = /^formerly:(.*(?:\n(?:[ \t]*-|[ \t]+\S|[ \t]*\]).*)*)/m;

/** The earlier ids in the front matter of a file, at least; a word of a comment may be among them. */
export function findFormerIds(text: string): string[] {
  if (!text.includes('formerly')) return [];
  const written = FORMERLY.exec(FRONT_MATTER.exec(text.replace(/\r\n?/g, '\n'))?.[1] ?? '')?.[1] ?? '';
  return written.match(/[a-z0-9][a-z0-9-]*/g) ?? [];
}
