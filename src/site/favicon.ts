import type { SeriesState } from '../domain/series.ts';

/** Colours that stand out on the tab bars of light and of dark browsers. */
const COLOURS: Readonly<Record<SeriesState, string>> = {
  operational: '#2e9e70',
  degraded_performance: '#cf8e00',
  partial_outage: '#e0651f',
  major_outage: '#dc3545',
  under_maintenance: '#4a86d8',
  no_data: '#8d8981',
};

/** A shape a state, as in the page itself. */
const SHAPES: Readonly<Record<SeriesState, string>> = {
  operational: '<circle cx="8" cy="8" r="7"/>',
  degraded_performance: '<path d="M8 1 0 15h16z"/>',
  partial_outage: '<path d="M8 0 0 8l8 8 8-8z"/>',
  major_outage: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/>',
  under_maintenance: '<path d="M8 1a7 7 0 0 0 0 14z"/>',
  no_data: '<path d="M2 7h12v3H2z"/>',
};

/** The page's icon as a data address, so that it is no request and shows the state in the tab. */
export function faviconOf(state: SeriesState): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="${COLOURS[state]}">${SHAPES[state]}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
