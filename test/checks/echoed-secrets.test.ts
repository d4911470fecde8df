import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRedaction, type Redact } from '../../src/checks/redaction.ts';
import { runCheck } from '../../src/checks/run-check.ts';
import { quoteForeign } from '../../src/checks/visible-text.ts';
import { probeCheck } from '../../src/checks/registry.ts';
import { httpCheck } from '../support/checks.ts';
import { startHttpServer } from '../support/servers.ts';

const SECRET = 'Sup3r&Scret/Key+Val99%3D';
const SHOWN = '${CANDOR_SECRET}';
/** As many characters of a secret as must never be read together. */
const PIECE = 8;

type Encode = (character: string) => string;

const hexOf = (character: string): string => Buffer.from(character).toString('hex');
const percent: Encode = (character) => hexOf(character).replace(/../g, '%$&');
const units: Encode = (character) =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at).toString(16).padStart(4, '0'))
    .map((code) => `\\u${code}`)
    .join('');
const html: Encode = (character) =>
  new Map(Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })).get(character) ??
  character;

/** Encodings that write one character after the other. */
const ENCODINGS: Record<string, Encode> = {
  plain: (character) => character,
  'small letters': (character) => character.toLowerCase(),
  "Go's JSON": (character) => ('&<>'.includes(character) ? units(character) : character),
  'JSON in escapes alone': units,
  'JSON within JSON': (character) => units(character).replaceAll('\\', '\\\\'),
  'HTML entities': html,
  'decimal entities': (character) => `&#${character.codePointAt(0) ?? 0};`,
  'hexadecimal entities': (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`,
  'HTML within HTML': (character) => html(character).replaceAll('&', '&amp;'),
  'percent encoding': (character) => encodeURIComponent(character),
  'percent encoding twice': (character) => encodeURIComponent(encodeURIComponent(character)),
  'percent encoding of everything': percent,
  'percent encoding within HTML': (character) => percent(character).replaceAll('%', '&#37;'),
  'form encoding': (character) => new URLSearchParams({ v: character }).toString().slice(2),
  hexadecimal: hexOf,
  'a dump': (character) => `${hexOf(character).replace(/../g, '$& ')}`,
  'escapes of bytes': (character) => hexOf(character).replace(/../g, '\\x$&'),
  'quoted-printable': (character) =>
    /[ -<>-~]/.test(character) ? character : hexOf(character).toUpperCase().replace(/../g, '=$&'),
  'quoted-printable of everything': (character) => hexOf(character).toUpperCase().replace(/../g, '=$&'),
  'zero width between': (character) => `${character}\u200b`,
  'lines of one character': (character) => `${character}\r\n`,
};

function encode(secret: string, encoding: Encode): string {
  return [...secret].map(encoding).join('');
}

/** Every piece of a secret, encoded, as `quoteForeign` would show it. */
function piecesOf(secret: string, encoding: Encode): string[] {
  const characters = [...secret].map(encoding);
  return characters
    .slice(PIECE - 1)
    .map((_, at) => quoteForeign(characters.slice(at, at + PIECE).join(''), (text) => text).slice(1, -1));
}

function redactionOf(value: string): Redact {
  return createRedaction([{ value, shownAs: SHOWN }]);
}

const secretValue = fc
  .string({ unit: 'grapheme-ascii', minLength: PIECE, maxLength: 40 })
  .filter((text) => text.trim() === text && text.replace(/[\s+\\]/g, '').length >= PIECE)
  .filter((text) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(text));

describe('quoteForeign() of a text that repeats a secret', () => {
  it.each(Object.entries(ENCODINGS))('shows no piece of it in %s', (_, encoding) => {
    fc.assert(
      fc.property(secretValue, fc.string({ maxLength: 10 }), fc.nat(), (secret, before, cut) => {
        const whole = encode(secret, encoding);
        const text = `${before} ${whole.slice(0, Math.max(1, cut % (2 * whole.length)))}`;
        const shown = quoteForeign(text, redactionOf(secret)).replaceAll(SHOWN, '');
        for (const piece of piecesOf(secret, encoding)) expect(shown).not.toContain(piece);
      }),
    );
  });

  it.each([
    ['reversed', [...SECRET].reverse().join('')],
    ['its beginning', SECRET.slice(0, 12)],
    ['its end', SECRET.slice(-12)],
    ['decoded', decodeURIComponent(SECRET)],
    ['base64 in lines', Buffer.from(SECRET).toString('base64').replace(/.{10}/g, '$&\n')],
    ['the beginning of its base64', Buffer.from(SECRET).toString('base64').slice(0, 14)],
    ['a soft line break', `${SECRET.slice(0, 7)}=\r\n${SECRET.slice(7)}`],
    ['a zero-width space within an escape', encode(SECRET, percent).replace(/%(.)/g, '%\u200b$1')],
    ['an invisible character as an entity', `${SECRET.slice(0, 7)}&#8203;${SECRET.slice(7)}`],
    ['upper case', SECRET.toUpperCase()],
    ["PHP's JSON", SECRET.replaceAll('/', '\\/')],
  ])('shows nothing of it: %s', (_, form) => {
    expect(quoteForeign(`key ${form}!`, redactionOf(SECRET))).toMatch(/^"key \$\{CANDOR_SECRET\}=?!"$/);
  });

  it('shows nothing of one that lies where the text is no longer looked through', () => {
    for (let before = 1_900; before < 2_100; before += 7) {
      const shown = quoteForeign(`${SECRET.repeat(before / SECRET.length)}${SECRET}`, redactionOf(SECRET));
      expect(shown.replaceAll(SHOWN, '')).toMatch(/^"(?:\$\{CANDOR_SE[A-Z]*)?…"$/);
    }
  });

  it('looks at the beginning of a long text only', () => {
    const redact = redactionOf(SECRET);
    const lengths: number[] = [];
    quoteForeign('x&#37;'.repeat(200_000), (text) => {
      lengths.push(text.length);
      return redact(text);
    });
    expect(Math.max(...lengths)).toBeLessThan(4_096);
  });

  it('is left out as a whole where the secret is still read in what is left', () => {
    expect(quoteForeign('abc', (text) => text.replace(/^a|^b/, ''))).toBe(
      '(a quotation that holds a secret was left out)',
    );
  });

  it.each(['https://example.org/help', 'a+b', 'Key expected, none found', 'x=1&y=2'])('shows %s as it is', (text) => {
    expect(quoteForeign(text, redactionOf(`https://${SECRET}`))).toBe(`"${text}"`);
  });
});

describe('runCheck() against a server that repeats its header', () => {
  it.each(Object.entries(ENCODINGS))('says nothing of the secret in %s', async (_, encoding) => {
    const { url } = await startHttpServer((request, response) => {
      response.end(`{"error":"bad key ${encode(String(request.headers['x-key']), encoding)}"}`);
    });
    const check = httpCheck(url, { headers: { 'X-Key': SHOWN }, expect: { body: 'fine' } });
    const { message = '' } = await runCheck(check, {
      environment: { CANDOR_SECRET: SECRET },
      sleep: () => Promise.resolve(),
      signal: new AbortController().signal,
      probe: probeCheck,
    });
    expect(message).toMatch(/^expected the body to contain "fine", got "\{"error":"bad key \\?\$\{CANDOR_SECRET\}/);
    for (const piece of piecesOf(SECRET, encoding)) expect(message).not.toContain(piece);
  });
});
