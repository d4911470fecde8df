/** Badges: a state in a word, as a picture, and as data for shields.io. The only importer of `badge-maker`. */
import { makeBadge } from 'badge-maker';

import { isRetiredAt } from '../domain/retired.ts';
import type { SeriesState } from '../domain/series.ts';
import type { SiteModel } from '../site/site-model.ts';
import { STATE_COLOURS } from '../site/state-colours.ts';
import type { BadgePaths } from '../site/urls.ts';
import { verdictState } from '../site/verdict-sentence.ts';

/** What a badge says: whose state, and which, in words and in colour. */
interface Badge {
  label: string;
  state: SeriesState;
  message: string;
}

/** A badge as files of the site. */
export interface BadgeFiles {
  paths: BadgePaths;
  renderSvg(): string;
  renderJson(): string;
}

/** As dark as the paper of the pages is light, so that white stands out on it as on every state's colour. */
const LABEL_COLOUR = '#3b3833';

function createFiles(paths: BadgePaths, badge: Badge): BadgeFiles {
  const said = { ...badge, label: toLabel(badge.label) };
  return { paths, renderSvg: () => renderSvg(said), renderJson: () => renderJson(said) };
}

/**
 * The badge of the whole page and that of each component. One that is retired keeps its badge, as pages of others go on
 * showing it: it says so.
 */
export function listBadges(model: SiteModel): BadgeFiles[] {
  const { urls, strings, config, components, verdict, now } = model;
  const create = (paths: BadgePaths, label: string, state: SeriesState): BadgeFiles =>
    createFiles(paths, { label, state, message: strings.status[state] });
  const retired = config.components.filter((component) => isRetiredAt(component, now));
  return [
    create(urls.pageBadge, config.page.name, verdictState(verdict)),
    ...components.map(({ id, name, state }) => create(urls.badge(id), name, state)),
    ...retired.map(({ id, name }) =>
      createFiles(urls.badge(id), { label: name, state: 'no_data', message: strings.retired }),
    ),
  ];
}

/** What an XML document may not hold would break the picture. */
function toLabel(name: string): string {
  return name.toWellFormed().replace(/\p{Cc}+/gu, ' ');
}

function renderSvg({ label, state, message }: Badge): string {
  const colours = { color: STATE_COLOURS[state], labelColor: LABEL_COLOUR };
  return makeBadge({ label, message, ...colours, style: 'flat-square' });
}

/** The schema of https://shields.io/badges/endpoint-badge. */
function renderJson({ label, state, message }: Badge): string {
  return JSON.stringify({ schemaVersion: 1, label, message, color: STATE_COLOURS[state] });
}
