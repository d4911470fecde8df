/** Writes the status.yml that a page begins with: short, commented, free of errors. Pure. */
import { stringify } from 'yaml';

export interface NewStatus {
  /** On one line. */
  name: string;
  url: string;
  /** 12 characters of a-z0-9. */
  pageId: string;
  timeZone: string;
  locale: string;
  component: { id: string; name: string };
  /** Undefined where nothing is measured yet. */
  check: NewCheck | undefined;
  /** Day from which the component counts, UTC. */
  since: string;
  /** Whether the JSON Schema for editors lies beside it. */
  hasSchema: boolean;
}

export type NewCheck = { type: 'http' | 'websocket'; url: string } | { type: 'tcp'; host: string; port: number };

const SCHEMA_LINE = '# yaml-language-server: $schema=.github/schemas/status.schema.json\n';
const MORE = `    # What else a check can ask for. A secret comes from the environment and is never shown:
    #     expect: { status: 200, body: Welcome, under: 5s }
    #     headers: { Authorization: 'Bearer \${CANDOR_TOKEN}' }
    #     degradedAbove: 800ms`;
const NO_CHECK = `    # Without a check it is operational unless an incident says otherwise. With one it is measured:
    # checks:
    #   - { id: website, type: http, url: https://www.example.org }`;

/** A text as YAML writes it on one line. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, schema: 'core' }).trimEnd();
}

function checkLines(id: string, check: NewCheck): string {
  const target =
    check.type === 'tcp' ? [`host: ${scalar(check.host)}`, `port: ${check.port}`] : [`url: ${scalar(check.url)}`];
  const lines = [`- id: ${scalar(id)}`, ...[`type: ${check.type}`, ...target].map((line) => `  ${line}`)];
  return ['checks:', ...lines.map((line) => `  ${line}`)].map((line) => `    ${line}`).join('\n');
}

/** The text of the file. */
export function formatNewStatusFile(status: NewStatus): string {
  const { component, check } = status;
  return `${status.hasSchema ? SCHEMA_LINE : ''}# The one file that describes the page. Every other setting has a default; README.md has them all.

page:
  name: ${scalar(status.name)}
  url: ${scalar(status.url)} # where the page is published
  id: ${status.pageId} # the ids in feeds derive from it: leave it as it is
  timeZone: ${status.timeZone} # of the times that readers see
  locale: ${status.locale}

# What readers care about, in the order in which they see it. Add one for each thing that can fail by itself.
components:
  - id: ${scalar(component.id)}
    name: ${scalar(component.name)}
    since: ${status.since}
${check === undefined ? NO_CHECK : `${checkLines(component.id, check)}\n${MORE}`}
`;
}
