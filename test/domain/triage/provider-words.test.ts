import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { renderMarkdown } from '../../../src/content/html.ts';
import { parseUpdates } from '../../../src/content/updates.ts';
import { planQuotes, providerEvidence, quoteKey, type Quotes } from '../../../src/domain/triage/provider-words.ts';
import { EvidenceSchema } from '../../../src/schema/incident.ts';
import { at } from '../../support/builders.ts';
import { makeProviderIncident } from '../../support/providers.ts';

const NOW = at('2026-11-20T12:00:00Z');
const ACME = { name: 'Acme', url: 'https://status.acme.example/' };

describe('providerEvidence()', () => {
  test('tells of a match: whose, since when, which components and where, with its page', () => {
    const incident = makeProviderIncident({ components: ['S3', 'EC2'], regions: ['eu-central-1'] });
    const evidence = providerEvidence({ kind: 'match', provider: 'acme', incident, components: ['EC2'] }, ACME, NOW);
    expect(evidence).toEqual({
      kind: 'provider',
      at: '2026-11-20T10:00:00Z',
      text: 'Acme: "Elevated errors" (open since 10:00 UTC; EC2; eu-central-1)',
      source: 'https://status.provider.example/incidents/inc-1',
    });
  });

  test('tells when it was over', () => {
    const incident = makeProviderIncident({
      state: 'resolved',
      startedAt: at('2026-11-19T22:00:00Z'),
      endedAt: at('2026-11-20T10:30:00Z'),
    });
    const { text } = providerEvidence({ kind: 'match', provider: 'acme', incident, components: [] }, ACME, NOW);
    expect(text).toBe('Acme: "Elevated errors" (from 22:00 UTC on 19 November to 10:30 UTC)');
  });

  test('tells what is not known, and that nothing fits', () => {
    const unknown = providerEvidence({ kind: 'unknown', provider: 'acme', why: 'no answer within 10 s' }, ACME, NOW);
    expect(unknown).toEqual({
      kind: 'provider',
      at: '2026-11-20T12:00:00Z',
      text: 'Acme: not known, as no answer within 10 s',
      source: ACME.url,
    });
    const nothing = { kind: 'nothing', provider: 'acme', fetchedAt: NOW } as const;
    expect(providerEvidence({ ...nothing, isWhole: true }, ACME, NOW).text).toBe('Acme tells of no incident that fits');
    expect(providerEvidence({ ...nothing, isWhole: false }, ACME, NOW).text).toBe(
      'Acme tells of no incident that fits, as far as its page could be read',
    );
  });

  test('stays short on one line', () => {
    const components = Array.from({ length: 400 }, (_, index) => `Component ${index}`);
    const incident = makeProviderIncident({ title: `x\ny${'z'.repeat(5_000)}`, components, regions: components });
    const evidence = providerEvidence({ kind: 'match', provider: 'acme', incident, components }, ACME, NOW);
    expect(evidence.text.length).toBeLessThan(800);
    expect(evidence.text).not.toContain('\n');
    expect(evidence.text).toMatch(/more; .* more\)$/);
    expect(EvidenceSchema.safeParse(evidence).success).toBe(true);
  });
});

const TIMES = ['10:10', '10:20', '10:30', '10:40', '10:50'].map((clock) => at(`2026-11-20T${clock}:00Z`));

function quote(texts: readonly string[], quoted: readonly string[] = []): Quotes | undefined {
  const updates = texts.map((text, index) => ({ at: TIMES[index] ?? NOW, text }));
  return planQuotes({ incident: makeProviderIncident({ updates }), name: 'Acme', quoted: new Set(quoted), now: NOW });
}

/** The text of a quotation as it stands in an update of ours, with what the reader of the file says of it. */
function inFile(text: string): ReturnType<typeof parseUpdates> {
  const body = `## Investigating · 2026-11-20T10:05:00Z\n\nWe are looking.\n\n${text}\n\n## Resolved · 2026-11-20T12:00:00Z\n`;
  return parseUpdates({ file: 'incidents/x.md', kind: 'incident', text: body, linesBefore: 0 });
}

describe('planQuotes()', () => {
  test('quotes an update with whose words they are, their time and their page', () => {
    expect(quote(['We are looking.\n\nMore to come.'])?.text).toBe(
      [
        '> From [Acme](<https://status.provider.example/incidents/inc-1>), 10:10 UTC:',
        '>',
        '> “We are looking.',
        '>',
        '> “More to come.”',
      ].join('\n'),
    );
  });

  test('quotes each update once, by incident and time', () => {
    const first = quote(['One']);
    expect(first?.keys).toEqual(['acme inc-1 2026-11-20T10:10:00Z']);
    expect(quote(['One'], first?.keys)).toBeUndefined();
    // What was edited afterwards is the same update.
    expect(quote(['One, edited', 'Two'], first?.keys)?.text).not.toContain('One');
    expect(quoteKey(makeProviderIncident({ id: 'other' }), TIMES[0] ?? 0)).not.toBe(first?.keys[0]);
  });

  test('quotes the last three of many and passes over the rest for good', () => {
    const plan = quote(['One', 'Two', 'Three', 'Four', 'Five']);
    expect(plan?.keys).toHaveLength(5);
    expect(plan?.text.match(/From/g)).toHaveLength(3);
    expect(plan?.text).not.toMatch(/One|Two/);
    expect(quote(['One', 'Two', 'Three', 'Four', 'Five'], plan?.keys)).toBeUndefined();
  });

  test('cuts a long text', () => {
    expect(quote(['word '.repeat(2_000)])?.text.length).toBeLessThan(1_200);
  });

  test.each([
    '## Resolved · 2026-11-20T10:30:00Z',
    '# Investigating - 2026-11-20T10:30:00Z',
    'Resolved | 2026-11-20 10:30 UTC',
    '- Identified 2026-11-20T10:30:00Z',
    'Resolved\n===',
    '---\ntitle: x\n---',
    '```\nopen fence',
    '~~~',
    '<!-- open comment',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![picture](https://evil.example/x.png)',
    '[link](https://evil.example)',
    '[link][ref]\n\n[ref]: https://evil.example',
    'https://evil.example and www.evil.example, http://a.b/`x`',
    'mail me@evil.example or mailto:x@evil.example',
    '<https://evil.example>',
    '| a | b |\n| - | - |\n| 1 | 2 |',
    '[^1]\n\n[^1]: note',
    '> > nested\n> quote',
    '1. one\n2. two\n\n    code',
    '**bold** _it_ ~~no~~ `code` &lt;b&gt; \\*',
    '“already quoted” \u2028## Resolved · 2026-11-20T10:30:00Z',
    '\t## Resolved · 2026-11-20T10:30:00Z',
  ])('lets nothing in it act: %j', (text) => {
    const { text: quoted } = quote([text]) ?? { text: '' };
    const { updates, problems } = inFile(quoted);
    expect(problems).toEqual([]);
    expect(updates.map(({ phase }) => phase)).toEqual(['investigating', 'resolved']);
    const html = renderMarkdown(quoted);
    expect(html.match(/<[a-z0-9]+/g)?.filter((tag) => !['<blockquote', '<p', '<a', '<code'].includes(tag))).toEqual([]);
    expect(html.match(/<a [^>]*>/g)).toEqual(['<a href="https://status.provider.example/incidents/inc-1">']);
  });

  test('lets no sequence of marks act', () => {
    const unit = fc.constantFrom(
      '#',
      '`',
      '*',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '!',
      '|',
      '~',
      '-',
      '=',
      '\\',
      '&',
      ';',
      ':',
      '/',
      '@',
      '.',
      ' ',
      '\n',
      '\t',
      'a',
      '1',
      'www.',
      'http://',
      'mailto:',
      'Resolved',
      '2026-11-20T10:30:00Z',
      '$',
      '”',
      '{',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (parts) => {
        const { text } = quote([parts.join('')]) ?? { text: '' };
        expect(inFile(text)).toMatchObject({
          problems: [],
          updates: [{ phase: 'investigating' }, { phase: 'resolved' }],
        });
        const html = renderMarkdown(text);
        expect(html.match(/<a |<(?!\/?(?:blockquote|p|a|code)\b)/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  test('lets neither a name nor an address act', () => {
    const incident = makeProviderIncident({
      url: 'https://evil.example/a>) ![x](y',
      updates: [{ at: NOW, text: 'One' }],
    });
    const { text } = planQuotes({ incident, name: 'A](https://b.example) <b>', quoted: new Set(), now: NOW }) ?? {
      text: '',
    };
    expect(renderMarkdown(text)).toContain(
      '<a href="https://evil.example/a%3E)%20!%5Bx%5D(y">A](<code>https://b.example)</code> &#x3C;b></a>',
    );
  });
});
