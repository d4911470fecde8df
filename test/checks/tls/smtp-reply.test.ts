import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ProtocolError } from '../../../src/checks/error-class.ts';
import { offersStarttls, parseReply } from '../../../src/checks/tls/smtp-reply.ts';

const keep = (text: string): string => text;

describe('parseReply()', () => {
  it.each([
    ['220 mail.example.org ESMTP\r\n', 220, ['mail.example.org ESMTP']],
    ['250-mail.example.org\r\n250-PIPELINING\r\n250 STARTTLS\r\n', 250, ['mail.example.org', 'PIPELINING', 'STARTTLS']],
    ['220\r\n', 220, ['']],
    ['220 \r\n', 220, ['']],
    ['220 with a bare line end\n', 220, ['with a bare line end']],
  ])('reads %j', (received, code, lines) => {
    expect(parseReply(received, keep)).toEqual({ reply: { code, lines }, rest: '' });
  });

  it('tells what comes after a reply apart', () => {
    expect(parseReply('220 go\r\n250 more', keep)).toEqual({ reply: { code: 220, lines: ['go'] }, rest: '250 more' });
  });

  it.each(['', '2', '220', '220 no end', '220-first\r\n', '220-first\r\n22', '220-first\r\n220 last\r'])(
    'waits for more of %j',
    (received) => {
      expect(parseReply(received, keep)).toBeUndefined();
    },
  );

  it.each([
    ['SSH-2.0-OpenSSH\r\n', 'expected a mail server (SMTP), got "SSH-2.0-OpenSSH"'],
    ['SSH-2.0', 'expected a mail server (SMTP), got "SSH-2.0"'],
    ['\x16\x03\x01', 'expected a mail server (SMTP), got "\\u{16}\\u{3}\\u{1}"'],
    ['2200 x\r\n', 'expected a mail server (SMTP), got "2200 x"'],
    ['220-a\r\n250 b\r\n', 'expected a mail server (SMTP), got "250 b"'],
    ['\r\n', 'expected a mail server (SMTP), got ""'],
    [
      `220 ${'x'.repeat(9_000)}`,
      'expected at most 100 lines and 8 KiB at once, the mail server does not come to an end',
    ],
    ['220-\r\n'.repeat(101), 'expected at most 100 lines and 8 KiB at once, the mail server does not come to an end'],
  ])('refuses %j', (received, message) => {
    expect(() => parseReply(received, keep)).toThrow(new ProtocolError(message));
  });

  it('reads the same however the reply was cut on its way', () => {
    const line = fc.stringMatching(/^[ -~]{0,20}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.nat(), (lines, cut) => {
        const text = lines.map((each, at) => `250${at < lines.length - 1 ? '-' : ' '}${each}\r\n`).join('');
        const begun = text.slice(0, cut % text.length);
        expect(parseReply(begun, keep)).toBeUndefined();
        expect(parseReply(text, keep)).toEqual({ reply: { code: 250, lines }, rest: '' });
      }),
    );
  });
});

describe('offersStarttls()', () => {
  it.each([
    [['mail.example.org', 'STARTTLS'], true],
    [['mail.example.org', 'PIPELINING', 'starttls'], true],
    [['mail.example.org', 'SIZE 1000'], false],
    [['STARTTLS'], false],
    [['mail.example.org', 'XSTARTTLS'], false],
  ])('reads %j as %s', (lines, offers) => {
    expect(offersStarttls({ code: 250, lines })).toBe(offers);
  });
});
