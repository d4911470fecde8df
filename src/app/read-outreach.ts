/** Puts what is known of the outreach of incidents beside what their files say of it. */
import { OUTREACH_PATH, parseOutreachFile } from '../content/outreach-file.ts';
import { firstIdOf } from '../domain/describe-notice.ts';
import { joinOutreach } from '../domain/outreach.ts';
import type { Snapshot } from '../ports.ts';
import type { Entry } from '../site/site-content.ts';

/** The same entries, those with the outreach that `status-data` has of them. */
export async function withOutreach<T extends { entries: Entry[] }>(
  read: T,
  snapshot: Pick<Snapshot, 'readDataFiles'> | undefined,
): Promise<T> {
  const [file] = (await snapshot?.readDataFiles([OUTREACH_PATH])) ?? [];
  const known = parseOutreachFile(file?.text ?? '');
  if (known.size === 0) return read;
  const entries = read.entries.map((entry): Entry => {
    const recorded = known.get(firstIdOf(entry));
    if (recorded === undefined || entry.kind !== 'incident') return entry;
    const outreach = joinOutreach(entry.frontMatter.outreach ?? [], recorded);
    return { ...entry, frontMatter: { ...entry.frontMatter, outreach } };
  });
  return { ...read, entries };
}
