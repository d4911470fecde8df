/** The page that a cState configuration describes. */
import { LinkSchema, LOCALES } from '../../schema/config.ts';
import type { Decisions } from '../decisions.ts';
import type { StatusPage } from '../status-file.ts';
import type { CstateConfig } from './config.ts';

const PLACEHOLDER_URL = 'https://status.example.org';

export interface PageSources {
  config: CstateConfig | undefined;
  /** What the page is called where the configuration does not say it: the folder's name. */
  name: string;
  id: string;
  decisions: Decisions;
}

function isLink(text: string | undefined): text is string {
  return text !== undefined && LinkSchema.safeParse(text).success;
}

function urlOf(config: CstateConfig | undefined, decisions: Decisions): string {
  if (isLink(config?.baseUrl)) return config.baseUrl;
  const found =
    config?.baseUrl === undefined ? 'No address of the page is known' : `baseURL "${config.baseUrl}" is no address`;
  decisions.add('page-url', `${found}; edit page.url in status.yml, which is ${PLACEHOLDER_URL} now`);
  return PLACEHOLDER_URL;
}

function localeOf(config: CstateConfig, decisions: Decisions): string | undefined {
  const language = config.language?.toLowerCase().split(/[-_]/)[0];
  if (language === undefined || language === 'en') return undefined;
  const locale = LOCALES.find((candidate) => candidate === language);
  if (locale === undefined)
    decisions.add('configuration', `The language "${config.language ?? ''}" is not offered: English`);
  return locale;
}

/** Tells what the configuration says that has no counterpart. */
function tellRest(config: CstateConfig, decisions: Decisions): void {
  for (const { file, what, text } of config.faults) {
    decisions.add('configuration', `${file} has a fault: ${what}`, { text });
  }
  for (const system of config.systems) {
    if (system.rest.length === 0) continue;
    decisions.add('configuration', `Settings of the system "${system.name}" have no counterpart`, {
      text: system.rest.join('\n'),
    });
  }
  for (const { name, description } of config.categories) {
    if (description === undefined) continue;
    decisions.add('configuration', `A group has no description: that of "${name}" is left`, { text: description });
  }
  if (config.unused.length > 0) {
    const text = config.unused.join(', ');
    decisions.add('configuration', 'Settings that concern the look of the old page are left', { text });
  }
}

/** Describes the page for a status.yml; what could not be taken over goes into `decisions`. */
export function makePage({ config, name, id, decisions }: PageSources): StatusPage {
  const title = (config?.title ?? name).slice(0, 100);
  const url = urlOf(config, decisions);
  if (config === undefined) return { name: title, url, id };
  tellRest(config, decisions);
  const links = config.tabs.filter((tab) => isLink(tab.link)).map((tab) => ({ name: tab.name, url: tab.link }));
  for (const tab of config.tabs.filter((candidate) => !isLink(candidate.link))) {
    decisions.add('configuration', `The tab "${tab.name}" leads to "${tab.link}", which is no address on the web`);
  }
  return {
    name: title,
    url,
    id,
    description: config.description,
    timeZone: config.timeZone === 'Etc/UTC' ? undefined : config.timeZone,
    locale: localeOf(config, decisions),
    accent: config.brand !== undefined && /^#[0-9a-f]{6}$/i.test(config.brand) ? config.brand : undefined,
    links: links.length === 0 ? undefined : links,
  };
}
