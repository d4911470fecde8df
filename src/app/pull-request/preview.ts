/** Reads a root folder as it is and as it was before a change, and plans what readers will see of it. */
import { isEntryPath } from '../../content/incident-path.ts';
import { isContentPath } from '../../content/pull-request/content-path.ts';
import { previewEngine } from '../../content/pull-request/engine-preview.ts';
import { compareText } from '../../domain/compare-text.ts';
import { StatusError } from '../../errors.ts';
import type { ContentChanges, RootFile, RootFiles } from '../../ports.ts';
import type { Preview } from '../../schema/preview.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { planPreview } from '../../site/pull-request/preview.ts';
import type { SiteContent } from '../../site/site-content.ts';
import { readOnlyFiles } from '../read-only-files.ts';
import type { SiteReading } from '../read-site-content.ts';
import { validate } from '../validate.ts';

type Side = 'before' | 'after';

/** What a preview needs of the world. */
export interface PreviewPorts {
  files: RootFiles;
  changes: ContentChanges;
  /** Reads the site from given files, with what Git knew once the change was there, or before it. */
  readSite(files: RootFiles, side: Side, now: Instant): Promise<SiteReading>;
}

/** The files of a root folder as they were before a change, to be read only. */
export function openEarlierFiles(files: RootFiles, changes: ContentChanges): RootFiles {
  const { published, changed } = changes;
  const earlier = (paths: readonly string[]): Promise<RootFile[]> => changes.readPublished(paths);
  return readOnlyFiles({
    async read(file) {
      return changed.has(file) ? (await earlier([file]))[0] : files.read(file);
    },
    async readMarkdown(folder) {
      const gone = published.filter((path) => changed.has(path) && isEntryPath(path, [folder]));
      const [now, before] = await Promise.all([files.readMarkdown(folder), earlier(gone)]);
      const kept = now.filter(({ path }) => !changed.has(path));
      return [...kept, ...before].sort((a, b) => compareText(a.path, b.path));
    },
  });
}

/** The content of one side; undefined where no page can be made of it, which its problems tell why. */
async function readSide(read: () => Promise<SiteReading>): Promise<SiteContent | undefined> {
  try {
    return (await read()).content;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return undefined;
  }
}

/** Previews what merging a change would do for readers, as of `now`. A change of the engine is not previewed. */
export async function previewChange(ports: PreviewPorts, now: Instant): Promise<Preview> {
  const { files, changes } = ports;
  const touched = [...changes.changed];
  if (!touched.every(isContentPath)) return previewEngine(touched);
  const [before, after, { problems, paths }] = await Promise.all([
    readSide(() => ports.readSite(openEarlierFiles(files, changes), 'before', now)),
    readSide(() => ports.readSite(files, 'after', now)),
    validate(files, { now, changes, isRelative: true }),
  ]);
  return planPreview({ before, after, touched, present: new Set(paths), problems });
}
