/** The adapter of each provider type, loaded when it is needed. */
import type { Config } from '../schema/config.ts';
import type { Adapter } from './adapter.ts';

export type ProviderType = Config['providers'][number]['type'];

const ADAPTERS: Readonly<Record<ProviderType, () => Promise<Adapter>>> = {
  statuspage: async () => (await import('./statuspage.ts')).adaptStatuspage,
  rss: async () => (await import('./rss.ts')).adaptRss,
  atom: async () => (await import('./atom.ts')).adaptAtom,
  gcp: async () => (await import('./gcp.ts')).adaptGcp,
  aws: async () => (await import('./aws.ts')).adaptAws,
  slack: async () => (await import('./slack.ts')).adaptSlack,
  instatus: async () => (await import('./instatus.ts')).adaptInstatus,
  betterstack: async () => (await import('./betterstack.ts')).adaptBetterstack,
};

export function loadAdapter(type: ProviderType): Promise<Adapter> {
  return ADAPTERS[type]();
}
