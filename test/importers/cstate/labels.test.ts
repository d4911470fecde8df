import { describe, expect, it } from 'vitest';

import { roleOf } from '../../../src/importers/cstate/labels.ts';

describe('roleOf()', () => {
  it.each([
    ['Resolved', 'resolved'],
    ['FINAL MESSAGE', 'resolved'],
    ['Closing message', 'resolved'],
    ['Risolto', 'resolved'],
    ['Behoben', 'resolved'],
    ['Résolu', 'resolved'],
    ['Résolu'.normalize('NFD'), 'resolved'],
    ['解決済み', 'resolved'],
    ['Initial message', 'initial'],
    ['Initial Message - Friday 23rd', 'initial'],
    ['Investigating', 'investigating'],
    ["En cours d'investigation", 'investigating'],
    ['Identified', 'identified'],
    ['Monitoring', 'monitoring'],
    ['Update #2', 'any'],
    ['Edit - Monday 5th', 'any'],
    ['Aggiornamento', 'any'],
  ])('reads %j as %s', (label, role) => {
    expect(roleOf(label)).toBe(role);
  });

  it.each(['', 'Cause', 'Fix', 'Update of the kernel', 'Known issues', 'Post-mortem', '42'])(
    'finds none in %j',
    (label) => {
      expect(roleOf(label)).toBeUndefined();
    },
  );
});
