/** What a page with live state is called, and which icon it has, from each edge on that the clock brings. */
import type { SeriesState } from '../domain/series.ts';
import type { SiteComponent } from './component-model.ts';
import { pageState } from './entry-view.ts';
import { currentOccurrence } from './maintenance-windows.ts';
import { cut, listPhases, listStates, listVerdicts, modelAt, type Stretch } from './outlook.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { verdictState } from './verdict-sentence.ts';

export interface PageAhead extends Stretch {
  state: SeriesState;
  /** The state or phase that the title begins with; undefined where the page is about none. */
  stated?: string | undefined;
  /** What the title is instead of that of the page. */
  title?: string | undefined;
}

/** Of the front page: its verdict. */
export function frontAhead(model: SiteModel): PageAhead[] {
  return listVerdicts(model).map(({ from, until, state, sentence }) => ({ from, until, state, title: sentence }));
}

/** Of a component's page. */
export function componentAhead({ id }: SiteComponent, model: SiteModel): PageAhead[] {
  const { checksFailing, status } = model.strings;
  return listStates(model, id).map(({ isFailing, ...ahead }) => ({
    ...ahead,
    stated: isFailing ? checksFailing : status[ahead.state],
  }));
}

/** Of the page of all maintenance: the phase of what is at work, else of what comes next. */
export function maintenanceAhead(model: SiteModel): PageAhead[] {
  return cut(model.edges).map((stretch) => {
    const then = stretch.from === -Infinity ? model : modelAt(model, stretch.from);
    const next = then.runningMaintenances[0] ?? then.upcomingMaintenances[0];
    const stated = next === undefined ? undefined : model.strings.phase[next.phase];
    return { ...stretch, state: verdictState(then.verdict), stated };
  });
}

/** Of an entry's page: a maintenance goes through its phases, anything else stays as it is. */
export function entryAhead(entry: Entry, model: SiteModel): PageAhead[] {
  const { phase } = model.strings;
  if (entry.kind !== 'maintenance') {
    const stated = entry.kind === 'announcement' ? undefined : phase[entry.phase];
    return [{ from: -Infinity, until: undefined, state: pageState(entry), stated }];
  }
  return listPhases(currentOccurrence(entry, model.now), model.now).map((ahead) => ({
    ...ahead,
    state: pageState({ ...entry, phase: ahead.phase }),
    stated: phase[ahead.phase],
  }));
}
