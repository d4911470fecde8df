/** The page that a cState configuration describes. */
import { LinkSchema } from '../../schema/link.ts';
import { LANGUAGES } from '../../schema/locale.ts';
import { parseConfigFile } from '../../content/config-file.ts';
import { describeProblem } from '../../schema/problems.ts';
import type { Decisions } from '../decisions.ts';
import { formatStatusFile, type StatusComponent, type StatusPage } from '../status-file.ts';
import { cutText, visibleLine } from '../visible-text.ts';
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

/** The address of the old page, by which two histories are told apart; undefined where it says none. */
export function siteOf(config: CstateConfig | undefined): string | undefined {
  return isLink(config?.baseUrl) && !/\s/.test(config.baseUrl) ? config.baseUrl : undefined;
}

function localeOf(config: CstateConfig, decisions: Decisions): string | undefined {
  const language = config.language?.toLowerCase().split(/[-_]/)[0];
  if (language === undefined || language === 'en') return undefined;
  const locale = LANGUAGES.find((candidate) => candidate === language);
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
  const title = cutText(visibleLine(config?.title ?? '') ?? visibleLine(name) ?? 'Status', 100);
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

/** The first error that the reader of our files finds in a status.yml. */
function findFault(text: string): string | undefined {
  const error = parseConfigFile(text).problems.find((problem) => problem.severity === 'error');
  return error === undefined ? undefined : describeProblem(error);
}

/** Writes the status.yml; what its reader refuses is left out, down to the names, and told. */
export function makeStatusFile(page: StatusPage, components: readonly StatusComponent[], decisions: Decisions): string {
  const whole = formatStatusFile(page, components);
  // What looks like a variable in a text from elsewhere is none of ours.
  const plain = whole.replaceAll('${', '$ {');
  if (plain !== whole)
    decisions.add('configuration', 'Texts with "${" were written with a space in it, as no variable');
  const fault = findFault(plain);
  if (fault === undefined) return plain;
  decisions.add('form-refused', `Only names and ids were taken over, since otherwise: ${fault}`);
  const named = (name: string, id: string): string => (name.includes('${') ? id : name);
  return formatStatusFile(
    { name: named(page.name, 'Status'), url: page.url, id: page.id },
    components.map(({ id, name, since, retired }) => ({ id, name: named(name, id), since, retired })),
  );
}
