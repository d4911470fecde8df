import { HtmlValidate, StaticConfigLoader } from 'html-validate';

/** Ids may begin with a digit, as HTML has it; titles are as long as people write them. */
const HTML_RULES = {
  extends: ['html-validate:recommended'],
  rules: { 'valid-id': ['error', { relaxed: true }] as ['error', object], 'long-title': 'off' as const },
};

/** What is wrong with pages as HTML, a line each; pages are given by the names of their files. */
export async function findHtmlFaults(pages: Iterable<[file: string, html: string]>): Promise<string[]> {
  const validator = new HtmlValidate(new StaticConfigLoader(HTML_RULES));
  const faults: string[] = [];
  for (const [file, html] of pages) {
    const { results } = await validator.validateString(html, file);
    for (const { ruleId, message, line, column } of results.flatMap(({ messages }) => messages)) {
      faults.push(`${file}:${line}:${column} ${ruleId} ${message}`);
    }
  }
  return faults;
}
