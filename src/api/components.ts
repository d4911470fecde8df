/** Components and groups as rows of the API. */
import { digestOf } from '../digest.ts';
import { COMPONENT_STATUSES, type ComponentStatus } from '../schema/component.ts';
import { formatDay } from '../schema/timestamp.ts';
import type { SiteComponent } from '../site/component-model.ts';
import type { CurrentSite } from '../site/current-model.ts';
import type { V2Component } from './statuspage-v2.ts';
import { toTimestamp } from './timestamp.ts';

interface Place {
  pageId: string;
  /** From 1, within the group. */
  position: number;
  group: string | null;
}

/** Every component of the page in its order; a group is a row of its own before its members. */
export function listComponents({ model, content: { pageId } }: CurrentSite): V2Component[] {
  const rows: V2Component[] = [];
  let position = 0;
  for (const { name, components } of model.groups) {
    if (name === undefined) {
      for (const component of components) rows.push(toRow(component, { pageId, position: ++position, group: null }));
      continue;
    }
    const group = digestOf(`${pageId} group ${name}`, 12);
    const members = components.map((component, index) => toRow(component, { pageId, position: index + 1, group }));
    rows.push(toGroupRow(name, members, { pageId, position: ++position, group }), ...members);
  }
  return rows;
}

/** The API has no word for no data: the last known status stands, and when that was measured. */
function toRow(component: SiteComponent, { pageId, position, group }: Place): V2Component {
  const { id, name, description, lastKnown, since } = component;
  return {
    id,
    name,
    status: lastKnown.status,
    created_at: toTimestamp(since),
    updated_at: toTimestamp(lastKnown.at),
    position,
    description: description ?? null,
    showcase: true,
    start_date: formatDay(since),
    group_id: group,
    page_id: pageId,
    group: false,
    only_show_if_degraded: false,
  };
}

function toGroupRow(name: string, members: readonly V2Component[], { pageId, position, group }: Place): V2Component {
  // Written alike, in UTC, so that their order as texts is that of the times.
  const created = members.map((member) => member.created_at).sort();
  const updated = members.map((member) => member.updated_at).sort();
  return {
    id: group ?? '',
    name,
    status: worstOf(members.map(({ status }) => status)),
    created_at: created[0] ?? '',
    updated_at: updated.at(-1) ?? '',
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: true,
    only_show_if_degraded: false,
    components: members.map(({ id }) => id),
  };
}

/** The worst of some statuses; `operational` of none. */
export function worstOf(statuses: readonly ComponentStatus[]): ComponentStatus {
  return COMPONENT_STATUSES.findLast((status) => statuses.includes(status)) ?? 'operational';
}
