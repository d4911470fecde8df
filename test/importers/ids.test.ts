import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { idOfName, takeId } from '../../src/importers/ids.ts';
import { IdSchema } from '../../src/schema/component.ts';

describe('idOfName()', () => {
  it.each([
    ['2024-01-10-Storage.Shelf lost_power', '2024-01-10-storage-shelf-lost-power'],
    ['Überlast gelöst', 'ueberlast-geloest'],
    ['Überlast gelöst'.normalize('NFD'), 'ueberlast-geloest'],
    ['Ångström Ærø Łódź', 'angstroem-aero-lodz'],
    ['Web/FRA1', 'web-fra1'],
    ['--a--', 'a'],
  ])('writes %j as %j', (name, id) => {
    expect(idOfName(name, 'component')).toBe(id);
  });

  it('adds a short hash where letters of another script are left out, so that two names stay apart', () => {
    const [first, second] = [idOfName('2024-02-17-データ', 'incident'), idOfName('2024-02-17-障害', 'incident')];
    expect(first).toMatch(/^2024-02-17-[a-z0-9]{8}$/);
    expect(second).not.toBe(first);
    expect(idOfName('配信', 'component')).toMatch(/^component-[a-z0-9]{8}$/);
    expect(idOfName('!?', 'component')).toMatch(/^component-[a-z0-9]{8}$/);
  });

  it('is an id for every name, and always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        expect(IdSchema.safeParse(idOfName(name, 'component')).success).toBe(true);
        expect(idOfName(name, 'component')).toBe(idOfName(name, 'component'));
      }),
    );
  });
});

describe('takeId()', () => {
  it('numbers an id that is taken', () => {
    const taken = new Set(['api']);
    expect([takeId('api', taken), takeId('api', taken), takeId('web', taken)]).toEqual(['api-2', 'api-3', 'web']);
  });

  it('stays within 100 characters', () => {
    const long = 'x'.repeat(100);
    expect(takeId(long, new Set([long])).length).toBeLessThanOrEqual(100);
  });
});
