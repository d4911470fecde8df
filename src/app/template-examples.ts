/** The invented content that this template comes with. What a person has changed in it, be it a letter, is theirs. */
import { normaliseText } from '../content/text.ts';
import { digestOf } from '../digest.ts';

/** Digests of every form in which a version of the template had its examples; none is ever taken out. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'status.yml': ['gqcsxyrnft0tpgyu', 'qff1z00t3vtn5bwc'],
  'incidents/2026/2026-09-30-slow-api.md': ['9rhtwyrj5j1oftqb'],
  'incidents/2026/2026-10-21-mail-delays.md': ['3hnn1dmp3xrgtur4'],
  'incidents/2026/2026-11-12-website-certificate.md': ['7coe0oqjkqgsfa65'],
  'incidents/2026/2026-11-16-new-status-page.md': ['nd66flrmqo48kv1z'],
  'incidents/2026/2026-12-06-database-upgrade.md': ['2928vj0g80r35lp7'],
  'postmortems/2026/2026-11-12-website-certificate.md': ['7re1f4hnekp9nxeg'],
};
const DIGESTS: ReadonlySet<string> = new Set(Object.values(EXAMPLES).flat());

/** What an example is known by; line ends and a BOM make no difference. */
export function exampleDigest(text: string): string {
  return digestOf(normaliseText(text), 16);
}

/** Whether a text is an example of the template, unchanged. */
export function isTemplateExample(text: string): boolean {
  return DIGESTS.has(exampleDigest(text));
}
