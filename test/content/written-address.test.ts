import { describe, expect, test } from 'vitest';

import { readCheckTarget, readWebAddress } from '../../src/content/written-address.ts';

describe('readWebAddress()', () => {
  test.each([
    ['https://status.acme.example/sub', 'https://status.acme.example/sub'],
    [' status.acme.example ', 'https://status.acme.example'],
    ['acme.github.io/status', 'https://acme.github.io/status'],
    ['localhost:4321', 'http://localhost:4321'],
    ['HTTP://acme.example', 'HTTP://acme.example'],
    ['acme', undefined],
    ['ftp://acme.example', undefined],
    ['mailto:help@acme.example', undefined],
    ['acme.example/a b', undefined],
    ['https://', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, url) => {
    expect(readWebAddress(text)).toBe(url);
  });
});

describe('readCheckTarget()', () => {
  test.each([
    ['www.acme.example', { type: 'http', url: 'https://www.acme.example' }],
    ['http://10.0.0.1:8080/health', { type: 'http', url: 'http://10.0.0.1:8080/health' }],
    ['wss://live.acme.example', { type: 'websocket', url: 'wss://live.acme.example' }],
    ['mail.acme.example:587', { type: 'tcp', host: 'mail.acme.example', port: 587 }],
    ['[2001:db8::1]:443', { type: 'tcp', host: '[2001:db8::1]', port: 443 }],
    ['mail.acme.example:70000', undefined],
    ['ftp://acme.example', undefined],
    ['what is that', undefined],
  ])('reads %j', (text, target) => {
    expect(readCheckTarget(text)).toEqual(target);
  });
});
