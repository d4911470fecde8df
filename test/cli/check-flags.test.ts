import { describe, expect, test } from 'vitest';

import { readLocation, refuseCombinations, refusePrivateParts } from '../../src/cli/commands/check-flags.ts';

describe('refuseCombinations()', () => {
  test.each([
    [{ now: 0, every: 1 }, 'Cannot use --now together with --every: a loop lives in the present.'],
    [
      { merge: ['a.json'], every: 1 },
      'Cannot use --every together with --merge: what shards have left is merged once.',
    ],
    [{ shard: {}, merge: ['a.json'] }, /^Cannot use --shard together with --merge: one machine carries out checks/],
    [{ merge: ['a.json'], location: 'fra' }, /^Cannot use --location together with --merge/],
    [{ merge: ['a.json'], results: 'a.json' }, /^Cannot use --results together with --merge/],
    [{ results: 'a.json' }, 'Cannot use --results without --shard: only a shard leaves a file, as in --shard 1/2.'],
  ])('refuses %j', (flags, message) => {
    expect(() => refuseCombinations(flags)).toThrow(message);
  });

  test.each([[{}], [{ now: 0, shard: {}, location: 'fra', results: 'a.json' }], [{ now: 0, merge: ['a.json'] }]])(
    'takes %j',
    (flags) => {
      expect(() => refuseCombinations(flags)).not.toThrow();
    },
  );
});

describe('refusePrivateParts()', () => {
  const refuse = (flags: object, hasPrivate: boolean) => () =>
    refusePrivateParts(flags, { hasPrivate, variable: 'CANDOR_PRIVATE' });

  test.each<[object, boolean, RegExp]>([
    [{ shard: {} }, true, /^Cannot use --shard together with CANDOR_PRIVATE without --private-results\.$/],
    [{ merge: ['a.json'] }, true, /^Cannot use --merge together with CANDOR_PRIVATE without --private-merge\.$/],
    [{ shard: {}, privateResults: 'a.json' }, false, /nor either without a private root\.$/],
    [{ merge: ['a.json'], privateMerge: ['b.json'] }, false, /nor either without a private root\.$/],
    [{ merge: ['a.json'], privateMerge: ['b.json'], privateResults: 'c.json' }, true, /^Cannot use --private-results/],
    [{ shard: {}, privateResults: 'c.json', privateMerge: ['b.json'] }, true, /^Cannot use --private-results/],
    [{ privateResults: 'c.json' }, true, /^Cannot use --private-results without --shard/],
  ])('refuses %j with a private root: %j', (flags, hasPrivate, message) => {
    expect(refuse(flags, hasPrivate)).toThrow(message);
  });

  test.each<[object, boolean]>([
    [{}, true],
    [{ shard: {} }, false],
    [{ merge: ['a.json'] }, false],
    [{ shard: {}, privateResults: 'a.json' }, true],
    [{ merge: ['a.json'], privateMerge: ['b.json'] }, true],
  ])('takes %j with a private root: %j', (flags, hasPrivate) => {
    expect(refuse(flags, hasPrivate)).not.toThrow();
  });
});

describe('readLocation()', () => {
  test.each([
    ['fra', { CANDOR_LOCATION: 'nyc' }, 'fra'],
    [undefined, { CANDOR_LOCATION: ' nyc ' }, 'nyc'],
    [undefined, { CANDOR_LOCATION: '' }, undefined],
    [undefined, {}, undefined],
  ])('of %j and %j is %j', (option, environment, location) => {
    expect(readLocation(option, environment)).toBe(location);
  });

  test.each([
    [
      'Frank/furt',
      {},
      'Cannot read --location: expected an id of small letters, digits and hyphens, for example fra, got "Frank/furt"',
    ],
    ['', {}, /^Cannot read --location/],
    [undefined, { CANDOR_LOCATION: '../x' }, /^Cannot read CANDOR_LOCATION: .*, got "\.\.\/x"$/],
  ])('refuses %j and %j', (option, environment, message) => {
    expect(() => readLocation(option, environment)).toThrow(message);
  });
});
