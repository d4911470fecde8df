import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { finishPage } from '../../src/site/finish-page.ts';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function pageOf(policy: string, body: string): string {
  return `<html><head><meta http-equiv="content-security-policy" content="${policy}"></head><body>${body}</body></html>`;
}

describe('finishPage()', () => {
  const [run, look, other] = ['let a = 1', 'p { color: red }', 'let b = 2'].map(hashOf);

  it('keeps the hashes of what the page carries, and the rest of the policy', () => {
    const body = '<style>p { color: red }</style><script>let a = 1</script>';
    const policy = `default-src 'none'; script-src 'self' ${run} ${other}; style-src ${other} 'self' ${look};`;
    expect(finishPage(pageOf(policy, body))).toBe(
      pageOf(`default-src 'none'; script-src 'self' ${run}; style-src 'self' ${look};`, body),
    );
  });

  it('lets an inline script run where it stands, and one of its own file when all is there', () => {
    expect(finishPage('<p></p><script type="module">a()</script><script type="module" src="/a.js"></script>')).toBe(
      '<p></p><script>a()</script><script type="module" src="/a.js"></script>',
    );
  });

  it('leaves none where the page carries nothing', () => {
    expect(finishPage(pageOf(`script-src ${run};`, ''))).toBe(pageOf('script-src;', ''));
  });

  it('leaves a page without a policy, and what only looks like one in a text', () => {
    const text = pageOf('', '').replace(/<meta.*?>/, '<title>a</title>');
    const quoted = text.replace('<body>', `<body><meta http-equiv="content-security-policy" content="${other}">`);
    expect(finishPage(text)).toBe(text);
    expect(finishPage(quoted)).toBe(quoted);
  });
});
