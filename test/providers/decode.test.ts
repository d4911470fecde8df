import { describe, expect, test } from 'vitest';

import { decodeDocument } from '../../src/providers/decode.ts';

const TEXT = '[{"name":"Zürich"}]';

function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('decodeDocument()', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT), undefined],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`), undefined],
    ['UTF-16BE with a byte order mark', utf16(TEXT, 'be'), 'application/json'],
    ['UTF-16LE with a byte order mark', utf16(TEXT, 'le'), undefined],
    ['UTF-16BE without one', utf16(TEXT, 'be', false), 'application/json;charset=utf-16'],
    ['UTF-16LE without one', utf16(TEXT, 'le', false), 'application/json;charset=utf-16'],
    ['UTF-8 that a header calls UTF-16', Buffer.from(TEXT), 'application/json;charset=utf-16'],
    ['Latin 1 by its content type', Buffer.from(TEXT, 'latin1'), 'application/json; charset=iso-8859-1'],
    ['UTF-8 where the charset is not known', Buffer.from(TEXT), 'application/json; charset=x-nonsense'],
  ])('reads %s', (_criterion, bytes, contentType) => {
    expect(decodeDocument(bytes, contentType)).toBe(TEXT);
  });

  test('reads the encoding that XML declares', () => {
    const xml = '<?xml version="1.0" encoding="windows-1252"?><rss>Zürich</rss>';
    expect(decodeDocument(Buffer.from(xml, 'latin1'))).toBe(xml);
  });

  test('makes a text of any bytes', () => {
    expect(decodeDocument(new Uint8Array([0xc3, 0x28, 0xff]))).toContain('\uFFFD');
    expect(decodeDocument(new Uint8Array())).toBe('');
  });
});
