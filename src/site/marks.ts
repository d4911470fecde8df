import type { SeriesState } from '../domain/series.ts';

/** The shape of a state as the path of an SVG, 16 by 16, filled by the even-odd rule. */
export const MARKS: Readonly<Record<SeriesState, string>> = {
  // A disc with a tick.
  operational: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m3.4 3.9 1 .9-5.3 5.9-3.4-3.1.9-1 2.4 2.2z',
  // A triangle with an exclamation mark.
  degraded_performance: 'M8 1 .6 14.5h14.8zm-.8 4.6h1.6l-.2 4.6H7.4zM8 11.2a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8',
  // A diamond, half of it empty.
  partial_outage: 'M8 .3.3 8 8 15.7 15.7 8zm0 2.2v11L2.5 8z',
  // An octagon with a cross.
  major_outage:
    'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM8 6.9 5.7 4.6 4.6 5.7 6.9 8l-2.3 2.3 1.1 1.1L8 9.1l2.3 2.3 1.1-1.1L9.1 8l2.3-2.3-1.1-1.1z',
  // A disc, half of it empty.
  under_maintenance: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 1.6A5.4 5.4 0 0 1 8 13.4zM8 2.6',
  // A ring with a dash.
  no_data: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6M5 7.2h6v1.6H5z',
};
