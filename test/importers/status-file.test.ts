import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { formatComponentLines, formatStatusFile } from '../../src/importers/status-file.ts';
import { ConfigSchema } from '../../src/schema/config.ts';

const PAGE = { name: 'Lindenhof', url: 'https://status.lindenhof.example', id: 'abcdefghijkl', locale: undefined };
const MAIL = { id: 'mail', name: 'Mail: in & out', group: 'Hosting', since: '2024-01-10', retired: '2024-03-01' };

describe('formatStatusFile()', () => {
  const text = formatStatusFile(PAGE, [MAIL, { id: 'web', name: 'Web' }]);

  it('writes a status.yml that the schema accepts', () => {
    const config = ConfigSchema.parse(parse(text, { schema: 'core' }));
    expect(config.page).toMatchObject({ name: 'Lindenhof', id: 'abcdefghijkl', locale: 'en' });
    expect(config.components).toMatchObject([MAIL, { id: 'web', name: 'Web' }]);
  });

  it('comments what a first reader has to know and leaves out what is not set', () => {
    expect(text).toMatchInlineSnapshot(`
      "# The one file that describes the page. Every other setting has a default.

      # "id" was written once: the ids in feeds and in the API derive from it. Leave it as it is.
      page:
        name: Lindenhof
        url: https://status.lindenhof.example
        id: abcdefghijkl

      # Add a check to a component and it is measured: checks: [{ id, type: http, url }].
      components:
        - id: mail
          name: "Mail: in & out"
          group: Hosting
          since: 2024-01-10
          retired: 2024-03-01
        - id: web
          name: Web
      "
    `);
  });
});

describe('formatComponentLines()', () => {
  it('writes lines that stand right below "components:"', () => {
    const lines = formatComponentLines(MAIL);
    expect(parse(`components:\n${lines}\n`, { schema: 'core' })).toEqual({ components: [MAIL] });
  });
});
