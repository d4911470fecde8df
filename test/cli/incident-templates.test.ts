import { describe, expect, test } from 'vitest';

import { findTemplate, readTemplates, TEMPLATES_FOLDER } from '../../src/cli/author/templates.ts';
import { composeIncident } from '../../src/content/compose-entry.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { REPOSITORY } from '../support/workflows.ts';

const { config } = parseConfigFile(
  'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n',
);
const files = await openRootFiles(REPOSITORY);
const templates = await readTemplates(files);

describe('the templates of incidents', () => {
  test('are there for common situations', () => {
    expect(templates.length).toBeGreaterThan(7);
  });

  test.each(templates)('$name makes an incident in which nothing is wrong', async ({ name }) => {
    const { title = '', category = '', impact = '', message = '', statuses } = await findTemplate(files, name);
    const components = statuses ?? [{ id: 'api', status: 'partial_outage' }];
    const fields = { title, category, impact, components, message };
    const context = { config, incidents: [], now: at('2026-11-20T10:05:00Z') };
    const { path, text = '', problems } = composeIncident(fields, context);
    expect(problems.map(formatProblem)).toEqual([]);
    expect(parseIncidentFile(path, text).file?.updates[0]?.text).toBe(message);
  });

  test.each(templates)('$name speaks of no one’s system, and holds nothing to fill in', async ({ name }) => {
    const found = await files.read(`${TEMPLATES_FOLDER}/${name}.md`);
    expect(found?.text).not.toMatch(/[[\]<>{}]|TODO|XXX/);
    const keys = [...(found?.text ?? '').matchAll(/^(\w+):/gm)].map(([, key]) => key);
    expect(keys).toEqual(['title', 'category', 'impact']);
  });
});
