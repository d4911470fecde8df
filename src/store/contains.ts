import path from 'node:path';

/** Whether the path `inner` is `outer` or lies below it; both absolute, symbolic links resolved. */
export function contains(outer: string, inner: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}
