/** What a language model is told that reads the page for somebody (https://llmstxt.org), in English as other data is. */
import { formatInstant } from '../schema/timestamp.ts';
import type { SiteModel } from '../site/site-model.ts';
import { describeVerdict } from '../site/verdict-sentence.ts';

/** As many components are told of; the API has all of them. */
const MAX_COMPONENTS = 50;

/** Renders `/llms.txt`: how things are, and where more is found. */
export function renderLlmsText(model: SiteModel): string {
  const { config, urls, components, checkedAt, now } = model;
  const link = (name: string, path: string, text: string): string =>
    `- [${toText(name)}](${urls.absolute(path)}): ${text}`;
  const { sentence } = describeVerdict(model);
  const feeds = urls.feedsOf(urls.home);
  return [
    `# ${toText(config.page.name)} status`,
    `> ${toText(sentence)}`,
    [
      `Checked ${checkedAt === undefined ? 'never' : formatInstant(checkedAt)}; built ${formatInstant(now)}.`,
      'What is older than a few hours may not hold any more: read it anew. "No data" means that nothing is known.',
    ].join(' '),
    '## How things are, as JSON',
    [
      link('Summary', `${urls.api}summary.json`, 'components, open incidents, maintenance (Statuspage API v2)'),
      link('Status', `${urls.api}status.json`, 'the whole page in a word'),
      link('Incidents', `${urls.api}incidents.json`, 'the newest 50 with every update'),
      link('Maintenance', `${urls.api}scheduled-maintenances.json`, 'planned, running and past windows'),
    ].join('\n'),
    ...(components.length === 0 ? [] : ['## Components']),
    ...(components.length === 0 ? [] : [listComponents(model)]),
    '## What was said',
    [
      link('Feed', feeds.json, 'the newest 50 updates (JSON Feed)'),
      link('Calendar', urls.calendar, 'maintenance (iCalendar)'),
      link('History', urls.history, 'every incident ever, by month'),
      link(
        'Transparency',
        urls.transparencyData,
        'how soon people were told, edits, duties and gaps of the last 12 months',
      ),
    ].join('\n'),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function listComponents({ components, urls }: SiteModel): string {
  return components
    .slice(0, MAX_COMPONENTS)
    .map(
      ({ id, name, state }) =>
        `- [${toText(name)}](${urls.absolute(urls.component(id))}): ${state.replaceAll('_', ' ')}`,
    )
    .join('\n');
}

/** What an operator wrote, as plain text within Markdown, without the marks that keep its direction apart. */
function toText(text: string): string {
  return text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[[\]\\<>*_`]/g, '\\$&');
}
