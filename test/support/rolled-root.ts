/** Roots with weeks of measurements, some of which are old enough to be rolled up, and the figures that follow from them. */
import { readMeasurements } from '../../src/app/read-measurements.ts';
import { formatMeasurementFiles } from '../../src/content/measurement-file.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import { deriveSeries } from '../../src/domain/series.ts';
import { type Day, deriveDays } from '../../src/domain/uptime.ts';
import { figuresWindow } from '../../src/site/component-model.ts';
import { at } from './builders.ts';
import { makeCheckedRoot, type Service } from './check-root.ts';
import { open } from './land.ts';

const HOUR_MS = 3_600_000;
const POLICY = { confirmAfter: 2, holdFor: 2 * HOUR_MS };
const WEIGHTS = { major_outage: 1, partial_outage: 0.3, degraded_performance: 0.1 };

/** What lies beside the measurements, and must stay. */
export const OTHER_FILES = {
  deploys: 'kept as it is\n',
  'ledger/2026-11': 'kept, too\n',
  'providers/cloud.json': '{}\n',
};

/** Hours of which `api` and `web` fail, by check and day of November. */
const FAILURES: Readonly<Record<string, readonly string[]>> = {
  'api-health': ['11T22', '11T23', '12T00', '12T01', '14T10', '14T11', '14T12'],
  'web-health': ['12T01', '12T02', '13T05'],
};

/** A measurement an hour of both checks, from the 11th to the 19th of November. */
export function hourly(): Measurement[] {
  return Object.entries(FAILURES).flatMap(([check, hours]) =>
    Array.from({ length: 9 * 24 }, (_, hour): Measurement => {
      const time = at('2026-11-11T00:00:03Z') + hour * HOUR_MS;
      const isDown = hours.includes(new Date(time).toISOString().slice(8, 13));
      if (isDown) return { check, at: time, state: 'down', code: '503', ms: 900 };
      return { check, at: time, state: 'up', code: '200', ms: 40 + (hour % 20) };
    }),
  );
}

export interface RolledRoot {
  root: string;
  /** Day files as they were landed, by path. */
  days: Map<string, string>;
}

/** A root whose measurements of the 11th to the 16th are due from the first run of the 20th on. */
export async function makeRolledRoot(service: Service, files: Record<string, string> = {}): Promise<RolledRoot> {
  const components = { api: `${service.url}/api`, web: `${service.url}/web` };
  const root = makeCheckedRoot({ components, uptime: { keepRaw: '3d', holdFor: '2h' } });
  const days = formatMeasurementFiles(hourly());
  const { repository } = await open(root);
  const all = Object.entries({ ...Object.fromEntries(days), ...OTHER_FILES, ...files });
  const changes = all.map(([path, text]) => ({ path, text }));
  await repository.land(await repository.snapshot(), {
    main: { changes: [], message: '' },
    data: { changes, day: '2026-11-19' },
    at: at('2026-11-19T23:55:00Z'),
  });
  return { root, days };
}

/** The days of each check as figures tell them at a time, by what is known in a repository. */
export async function figuresOf(root: string, time: string): Promise<Record<string, Day[]>> {
  const now = at(time);
  const snapshot = await (await open(root)).repository.snapshot({ fetch: false });
  const checks = Object.keys(FAILURES);
  const { measurements, earlier, firstMeasured } = await readMeasurements(snapshot, { checks, policy: POLICY }, now);
  const figures = [checks, ...checks.map((check) => [check])].map((checkIds) => {
    const window = figuresWindow(now);
    const firstMeasuredAt = Math.min(...checkIds.map((check) => firstMeasured.get(check) ?? Infinity));
    const sources = { component: { id: 'any', checkIds }, since: undefined, measurements, earlier, firstMeasuredAt };
    const series = deriveSeries({ ...sources, incidents: [], maintenances: [], policy: POLICY, now, window });
    return [checkIds.join(' '), deriveDays(series, WEIGHTS, window)] as const;
  });
  return Object.fromEntries(figures);
}
