import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { parseIncidentFile } from '../src/content/incident-file.ts';
import { CheckSchema } from '../src/schema/check.ts';
import { ConfigSchema } from '../src/schema/config.ts';
import { FRONT_MATTER_SCHEMAS } from '../src/schema/incident.ts';
import { PostmortemFrontMatterSchema } from '../src/schema/postmortem.ts';
import { runCli } from './support/run-cli.ts';
import { REPOSITORY } from './support/workflows.ts';

const README = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');

/** The text below a heading, up to the next heading of the same or a higher level. */
function section(heading: string): string {
  const level = heading.indexOf(' ');
  const [, below = ''] = README.split(`\n${heading}\n`);
  return below.split(new RegExp(`\n#{1,${level}} `))[0] ?? '';
}

function fences(language: string, text: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((match) => match[1] ?? '');
}

/** Everything that is written as code: keys, also the last part of `page.name`. */
function namedKeys(text: string): Set<string> {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return new Set(spans.flatMap((span) => [span, ...span.split(/[.:\s]+/)]));
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

function keysOf({ properties = {}, items, anyOf = [], oneOf = [] }: JsonSchema): string[] {
  const below = [...Object.values(properties), ...anyOf, ...oneOf, ...(items === undefined ? [] : [items])];
  return [...Object.keys(properties), ...below.flatMap(keysOf)];
}

function schemaKeys(schema: z.ZodType): string[] {
  return [...new Set(keysOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema))];
}

describe('README.md', () => {
  test('has at most 300 lines', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(301);
  });

  test.each([
    ['status.yml', ConfigSchema, `${section('### status.yml')}${section('## Checks')}`],
    ['an incident', FRONT_MATTER_SCHEMAS.incident, section('### incidents/')],
    ['a maintenance', FRONT_MATTER_SCHEMAS.maintenance, section('### incidents/')],
    ['an announcement', FRONT_MATTER_SCHEMAS.announcement, section('### incidents/')],
    ['a post-mortem', PostmortemFrontMatterSchema, section('### postmortems/')],
  ])('names every key of %s', (_what, schema, text) => {
    const named = namedKeys(text);
    const keys = schemaKeys(schema);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  test('shows an incident in which nothing is wrong', () => {
    const [, text = ''] = README.split('\n## Write an incident\n');
    const [example = ''] = fences('markdown', text);
    const { problems, file } = parseIncidentFile('incidents/2026/2026-11-20-api-errors.md', example);
    expect(problems).toEqual([]);
    expect(file?.updates.map(({ phase }) => phase)).toEqual(['investigating', 'identified', 'resolved']);
  });

  test('shows checks that can be read', () => {
    const [example = ''] = fences('yaml', section('## Checks'));
    const { checks } = z.object({ checks: z.array(CheckSchema) }).parse(parse(example));
    expect(checks.map(({ type }) => type)).toEqual(['http', 'tcp']);
  });

  test('names every command, and those that are missing as missing', async () => {
    const { stdout } = await runCli(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) .*?(not in this version)?$/gm)];
    const [has, lacks] = [section('## Commands'), section('## What this version does not do yet')].map(namedKeys);
    expect(commands.length).toBeGreaterThan(10);
    for (const [, name = '', isMissing] of commands) {
      if (name !== 'help') expect((isMissing === undefined ? has : lacks)?.has(name), name).toBe(true);
    }
  });
});
