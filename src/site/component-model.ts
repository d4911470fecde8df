import type { ComponentStatus } from '../schema/component.ts';
import type { Component } from '../schema/config.ts';
import type { SiteContent } from './site-content.ts';

export type ComponentState = ComponentStatus | 'no_data';

/** A component as the page shows it. */
export interface SiteComponent {
  id: string;
  name: string;
  group: string | undefined;
  description: string | undefined;
  state: ComponentState;
  /** Whether a confirmed failure is known that no open incident names. */
  failing: boolean;
}

/** Derives a component's state, series and uptime from the incidents and measurements. */
export function deriveComponent(component: Component, _content: SiteContent): SiteComponent {
  const { id, name, group, description } = component;
  return { id, name, group, description, state: 'no_data', failing: false };
}
