const MINUTE_MS = 60_000;

/** Milliseconds in the two greatest units, to the minute: `25m`, `1h 10m`, `3d 4h`. */
export function formatSpan(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const parts = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60] as const;
  const first = parts.findIndex((part) => part > 0);
  if (first === -1) return '0m';
  const shown = parts.map((part, index) => (part === 0 ? '' : `${part}${'dhm'.charAt(index)}`));
  return shown
    .slice(first, first + 2)
    .filter((part) => part !== '')
    .join(' ');
}
