import type { Component } from '../schema/config.ts';

/** The ids of the components that a person may mean: the one whose id it is, else all of that name. */
export function findNamed(written: string, components: readonly Pick<Component, 'id' | 'name'>[]): string[] {
  const wanted = written.replace(/\s+/g, ' ').toLowerCase();
  const byId = components.filter(({ id }) => id === wanted);
  const named = components.filter(({ name }) => name.replace(/\s+/g, ' ').toLowerCase() === wanted);
  return (byId.length > 0 ? byId : named).map(({ id }) => id);
}
