import { expect, test } from 'vitest';

import { formatOutreachFile, parseOutreachFile } from '../../src/content/outreach-file.ts';

const TEXT =
  'api-errors 2026-11-20T10:16:00Z email 12\napi-errors 2026-11-20T10:20:00Z slack 1\nb 2026-11-20T10:16:00Z email 3\n';

test('formatOutreachFile() is the inverse of parseOutreachFile(), ordered by incident', () => {
  expect(formatOutreachFile(parseOutreachFile(TEXT))).toBe(TEXT);
  expect([...parseOutreachFile(TEXT).keys()]).toEqual(['api-errors', 'b']);
});

test.each([
  'api-errors 2026-11-20T10:16:00Z email 0',
  'api-errors 2026-11-20T10:16:00Z email -1',
  'api-errors 2026-11-20T10:16:00Z email 1e9',
  'api-errors yesterday email 1',
  'API 2026-11-20T10:16:00Z email 1',
  'api-errors 2026-11-20T10:16:00Z <b>x</b> 1',
  '__proto__ 2026-11-20T10:16:00Z email 1',
  '<<<<<<< HEAD',
])('parseOutreachFile() leaves out what it cannot read: %s', (line) => {
  expect([...parseOutreachFile(`${line}\nb 2026-11-20T10:16:00Z email 3\n`).keys()]).toEqual(['b']);
});
