import { describe, expect, it } from 'vitest';

import { readCstateConfig } from '../../../src/importers/cstate/config.ts';

const read = (...texts: [string, string][]) => readCstateConfig(texts.map(([path, text]) => ({ path, text })));

describe('readCstateConfig()', () => {
  it.each([
    [
      'indented keys and comments',
      '  title = "A" # ours\n  [params]\n    [[params.systems]]\n    name = "Mail" # first\n',
    ],
    ['an inline array of tables', 'title = "A"\nparams = { systems = [{ name = "Mail" }] }\n'],
    ['an array over lines', 'title = \'A\'\n[params]\nsystems = [\n  { name = "Mail" }, # first\n]\n'],
    ['dotted keys', 'title = "A"\nparams.description = "d"\nparams.systems = [{ name = "Mail" }]\n'],
    ['quoted table names', 'title = "A"\n["params"]\n[["params".systems]]\nname = "Mail"\n'],
    ['texts over lines', 'title = """\nA"""\n[params]\n[[params.systems]]\nname = \'\'\'Mail\'\'\'\n'],
    ['escapes', 'title = "\\u0041"\n[params]\n[[params.systems]]\nname = "M\\u0061il"\n'],
    ['numbers and dates beside', 'title = "A"\nx = 0x1F\nd = 2024-01-01\n[params]\nsystems = [{name = "Mail"}]\n'],
  ])('reads TOML with %s', (_what, text) => {
    const config = read(['config.toml', text]);
    expect(config).toMatchObject({ title: 'A', systems: [{ name: 'Mail' }], faults: [] });
  });

  it('reads TOML that is none line by line, and says so', () => {
    const text = 'title = A\n[params]\n  description = "d" # e\n  [[params.systems]]\n  name = "Mail" # first\n';
    expect(read(['config.toml', text])).toMatchObject({
      title: 'A',
      description: 'd',
      systems: [{ name: 'Mail' }],
      faults: [
        { file: 'config.toml', what: 'it was read line by line', text: 'line 1: Invalid TOML document: invalid value' },
      ],
    });
  });

  it('joins the files of a folder of configurations', () => {
    const config = read(
      ['config.toml', 'title = "A"\n[params]\ndescription = "d"\n'],
      ['config/_default/params.toml', 'description = "e"\nbrand = "#000000"\n[[systems]]\nname = "Mail"\n'],
      ['config/_default/languages.yaml', 'en:\n  title: B\n'],
    );
    expect(config).toMatchObject({
      path: 'config.toml',
      title: 'B',
      description: 'e',
      brand: '#000000',
      systems: [{ name: 'Mail' }],
      faults: [],
    });
  });

  it.each(['"My page', "'My page", '"My page # ours'])('ends the quote that %j leaves open', (title) => {
    const config = read(['config.yml', `title: ${title}\nparams:\n  systems:\n    - name: "Mail"\n`]);
    expect(config).toMatchObject({
      title: 'My page',
      systems: [{ name: 'Mail' }],
      faults: [{ what: 'quotes that stay open were closed at the ends of their lines' }],
    });
  });

  it('takes no text for the title that a quote has swallowed', () => {
    const config = read(['config.yml', 'title: "My page\nparams:\n  systems: [\n    - name: Mail\n']);
    expect(config?.title).toBeUndefined();
    expect(config?.faults).toMatchObject([{ what: 'what stands before the fault was read' }]);
  });

  it('is undefined where there is no file', () => {
    expect(readCstateConfig([])).toBeUndefined();
  });
});
