import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { beginsWithField, parseFormBody } from '../../../src/content/form/body.ts';
import '../../support/fast-check.ts';

const LABELS = ['Title', 'Components', 'Message'];

/** A body as GitHub writes it. */
function bodyOf(title: string, components: string, message: string): string {
  return `### Title\n\n${title}\n\n### Components\n\n${components}\n\n### Message\n\n${message}`;
}

function parse(body: string): Record<string, string> {
  return Object.fromEntries(parseFormBody(body, LABELS));
}

describe('parseFormBody', () => {
  const filled = { Title: 'API is slow', Components: 'api\nmail', Message: 'We look.\n\nMore soon.' };
  const plain = bodyOf(filled.Title, filled.Components, filled.Message);

  test.each([
    ['as GitHub writes it', plain],
    ['with the line ends of a browser', plain.replaceAll('\n', '\r\n')],
    ['with the line ends of old', plain.replaceAll('\n', '\r')],
    ['with spaces behind its headings', plain.replaceAll(/^(###.*)$/gm, '$1  ')],
    ['with headings in small letters', plain.replaceAll(/^###.*$/gm, (line) => line.toLowerCase())],
    ['without the blank lines', plain.replaceAll(/(### \w+)\n\n/g, '$1\n')],
    ['with blank lines and a byte order mark around it', `\uFEFF\n\n${plain}\n \n\n`],
    ['with an introduction', `I am a person.\n\n${plain}`],
  ])('takes a form apart %s', (_how, body) => {
    expect(parse(body)).toEqual(filled);
  });

  test.each([
    ['_No response_', ''],
    ['  _No response_\n', ''],
    ['None', ''],
    ['', ''],
    ['None of it works', 'None of it works'],
    ['_No response_ from the API', '_No response_ from the API'],
  ])('reads %j as %j', (written, value) => {
    expect(parse(bodyOf(written, written, written))).toEqual({ Title: value, Components: value, Message: value });
  });

  test.each([
    '### Components\n\nmail: major_outage',
    'First\n\n### Title\n\nAnother\n\n### Message\n\nThe end',
    '### Message',
    '```\n### Components\n```',
    '## Resolved · 2026-11-20T10:05:00Z',
    '---\ntitle: T\n---',
    '<!-- ### Title -->',
    '    indented first line',
  ])('leaves %j whole in the last field', (message) => {
    expect(parse(bodyOf('T', 'api', message))).toEqual({ Title: 'T', Components: 'api', Message: message });
  });

  test('names no value for a heading that is gone, wherever a text has one like it', () => {
    const body = '### Title\n\nT\n\n### Message\n\nWords\n\n### Components\n\nnone of yours';
    expect(parse(body)).toEqual({ Title: 'T', Message: 'Words\n\n### Components\n\nnone of yours' });
    expect(parse('### Title\n\nT\n\n### Components\n\napi')).toEqual({ Title: 'T', Components: 'api' });
    expect(parse('Any words')).toEqual({});
    expect(parse('')).toEqual({});
  });

  test('takes no heading of another level, in a quote or with more words for one of the form', () => {
    const body = bodyOf('T', '## Message\n#### Message\n> ### Message\n###Message\n### Message of the day', 'M');
    expect(parse(body)['Message']).toBe('M');
  });

  test('gives back any last field as it was written, but for blank lines around it', () => {
    const line = fc.constantFrom('### Title', '### Message', '_No response_', '', '  ', '---', 'x', '> ### Message');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const message = ['x', ...lines, 'x'].join('\n');
        expect(parse(bodyOf('T', 'api', message))).toEqual({ Title: 'T', Components: 'api', Message: message });
      }),
    );
  });

  test.each([
    ['headings', '### Message\n'.repeat(5_000)],
    ['spaces in a heading', `### M${' '.repeat(60_000)}\n`],
    ['spaces', ' '.repeat(60_000)],
    ['blank lines', ' \n'.repeat(30_000)],
  ])('reads the longest text that GitHub takes, of %s', (_what, long) => {
    const message = `begin${long}end`;
    expect(parse(bodyOf('T', 'api', message))['Message']).toBe(message);
  });
});

describe('beginsWithField', () => {
  test.each([
    ['### Title\n\nT', true],
    ['\r\n### title \r\n\r\nT', true],
    ['Words\n### Title\n\nT', false],
    ['### Title of it', false],
    ['## Title', false],
    ['', false],
  ])('tells of %j: %j', (body, begins) => {
    expect(beginsWithField(body, 'Title')).toBe(begins);
  });
});
