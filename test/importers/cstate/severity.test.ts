import { describe, expect, it } from 'vitest';

import { looksLikeMaintenance, readSeverity, weightOf } from '../../../src/importers/cstate/severity.ts';

describe('readSeverity()', () => {
  it.each([
    ['down', 'down'],
    ['Down ', 'down'],
    ['disrupted', 'disrupted'],
    ['dissrupted', 'disrupted'],
    ['notice', 'notice'],
    ['monitoring', undefined],
    ['notice | disrupted | down', undefined],
    ['dow', undefined],
  ])('reads %j as %s', (text, severity) => {
    expect(readSeverity(text)).toBe(severity);
  });
});

describe('weightOf()', () => {
  it.each([
    ['down', 'partial_outage', { status: 'major_outage', impact: 'critical' }],
    ['disrupted', 'partial_outage', { status: 'partial_outage', impact: 'major' }],
    ['disrupted', 'degraded_performance', { status: 'degraded_performance', impact: 'minor' }],
    [undefined, 'partial_outage', { status: 'operational', impact: 'none' }],
  ] as const)('weighs %s with disrupted as %s', (severity, disruptedAs, weight) => {
    expect(weightOf(severity, disruptedAs)).toEqual(weight);
  });
});

describe('looksLikeMaintenance()', () => {
  it.each([
    'Maintenance on the mail servers',
    'Plannned Maintenancein the cellar',
    'Scheduled reboot',
    'Cluster upgrade',
    'Kernel update',
    'Wartungsarbeiten am Netz',
    'Mise à jour planifiée',
    'Mantenimiento programado',
    'Manutenzione',
    'Manutenção',
    'Onderhoud',
    'Prace techniczne',
    'Underhåll',
    'Технические работы',
    'メンテナンスのお知らせ',
    '系统维护',
  ])('finds planned work in %j', (title) => {
    expect(looksLikeMaintenance(title)).toBe(true);
  });

  it.each(['Outage of the mail servers', 'Unscheduled downtime', 'Status update', 'Offices closed', 'Sturm'])(
    'finds none in %j',
    (title) => {
      expect(looksLikeMaintenance(title)).toBe(false);
    },
  );
});
