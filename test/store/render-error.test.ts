import { describe, expect, test } from 'vitest';

import { StatusError } from '../../src/errors.ts';
import { describeRenderError } from '../../src/store/render-error.ts';

const PLACE = { pathname: '/incidents/x/', engineFolder: '/srv/candor', workFolder: '/srv/candor/.build/run-1' };

describe('describeRenderError()', () => {
  test('names the page, the template and the first line of the reason', () => {
    const error = Object.assign(new TypeError('x is not a function\n    at somewhere'), {
      loc: { file: '/srv/candor/src/pages/incidents/[id].astro', line: 12 },
      hint: 'Look at x.\nMore.',
    });
    const told = describeRenderError(error, PLACE);
    expect(told.message).toBe(
      'Cannot render the page /incidents/x/ (src/pages/incidents/[id].astro:12): x is not a function',
    );
    expect(told.hint).toBe('Look at x.');
    expect(told.cause).toBe(error);
  });

  test('finds the template of a path relative to the work folder', () => {
    const error = Object.assign(new Error('no'), { id: '../../src/pages/index.astro' });
    expect(describeRenderError(error, PLACE).message).toBe(
      'Cannot render the page /incidents/x/ (src/pages/index.astro): no',
    );
  });

  test('tells the first of the several errors of the bundler', () => {
    const first = Object.assign(new Error('Unexpected token\n\n 1 | x'), {
      loc: { file: '/srv/candor/src/site/urls.ts', line: 3 },
    });
    const error = Object.assign(new Error('Build failed with 2 errors:'), { errors: [first, new Error('another')] });
    const place = { ...PLACE, pathname: undefined };
    expect(describeRenderError(error, place).message).toBe(
      'Cannot build the pages (src/site/urls.ts:3): Unexpected token',
    );
  });

  test.each([
    ['an error without a place', new Error('no'), 'Cannot build the pages: no'],
    ['what is no error', 'no', 'Cannot build the pages: no'],
  ])('tells %s', (_name, error, message) => {
    expect(describeRenderError(error, { ...PLACE, pathname: undefined }).message).toBe(message);
  });

  test('lets through what is meant for a person already', () => {
    const error = new StatusError('Cannot read status.yml');
    expect(describeRenderError(error, PLACE)).toBe(error);
  });
});
