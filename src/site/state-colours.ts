/** The colours of a state outside the pages' own styles: browser bars and pictures. */
import type { SeriesState } from '../domain/series.ts';

/** Ink and paper of `tokens.css` in the light, for pictures, which are the same for every reader. */
export const PICTURE_COLOURS = { paper: '#fdfcfa', ink: '#1b1a18', soft: '#5c5952', rule: '#d9d5cd' } as const;

/** The states' colours of `tokens.css` in the light. */
export const STATE_COLOURS: Readonly<Record<SeriesState, string>> = {
  operational: '#17694a',
  degraded_performance: '#8a5a00',
  partial_outage: '#b0440c',
  major_outage: '#b3202c',
  under_maintenance: '#2a5d9f',
  no_data: '#5c5952',
};

/** The same hues, deep enough to stand around a dark page. */
export const DARK_STATE_COLOURS: Readonly<Record<SeriesState, string>> = {
  operational: '#0e3f2c',
  degraded_performance: '#4f3300',
  partial_outage: '#682806',
  major_outage: '#6e131b',
  under_maintenance: '#1a3a63',
  no_data: '#2f2e2a',
};

/** The states' colours of `tokens.css` in the dark. */
export const DARK_STATE_INKS: Readonly<Record<SeriesState, string>> = {
  operational: '#6cc79c',
  degraded_performance: '#e2b04a',
  partial_outage: '#f39a5f',
  major_outage: '#ff8a80',
  under_maintenance: '#8ebaf5',
  no_data: '#a9a59c',
};
