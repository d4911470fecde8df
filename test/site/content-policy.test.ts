import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { narrowPolicy } from '../../src/site/content-policy.ts';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function pageOf(policy: string, body: string): string {
  return `<html><head><meta http-equiv="content-security-policy" content="${policy}"></head><body>${body}</body></html>`;
}

describe('narrowPolicy()', () => {
  const [run, look, other] = ['let a = 1', 'p { color: red }', 'let b = 2'].map(hashOf);

  it('keeps the hashes of what the page carries, and the rest of the policy', () => {
    const body = '<style>p { color: red }</style><script type="module">let a = 1</script>';
    const policy = `default-src 'none'; script-src 'self' ${run} ${other}; style-src ${other} 'self' ${look};`;
    expect(narrowPolicy(pageOf(policy, body))).toBe(
      pageOf(`default-src 'none'; script-src 'self' ${run}; style-src 'self' ${look};`, body),
    );
  });

  it('leaves none where the page carries nothing', () => {
    expect(narrowPolicy(pageOf(`script-src ${run};`, ''))).toBe(pageOf('script-src;', ''));
  });

  it('leaves a page without a policy, and what only looks like one in a text', () => {
    const text = pageOf('', '').replace(/<meta.*?>/, '<title>a</title>');
    const quoted = text.replace('<body>', `<body><meta http-equiv="content-security-policy" content="${other}">`);
    expect(narrowPolicy(text)).toBe(text);
    expect(narrowPolicy(quoted)).toBe(quoted);
  });
});
