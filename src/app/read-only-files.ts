import type { RootFiles } from '../ports.ts';

function refuse(): never {
  throw new TypeError('Cannot write to files that are only read');
}

/** A root folder that is no folder, but what a commit or an earlier time has of one. Nothing can be written or copied. */
export function readOnlyFiles(readers: Pick<RootFiles, 'read' | 'readMarkdown'>): RootFiles {
  return { ...readers, findIgnored: () => Promise.resolve([]), writeText: refuse, copyTo: refuse };
}
