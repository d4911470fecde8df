/** The API of a built site, read over HTTP: by the rules of strict readers, and by the client that npm has. */
import { Statuspage } from 'statuspage.io';

import { V2_SCHEMAS, type V2Path } from './statuspage-v2.ts';

async function readDocument(address: string, path: V2Path): Promise<unknown> {
  const response = await fetch(`${address}/api/v2/${path}`);
  const type = response.headers.get('content-type');
  if (!response.ok || type !== 'application/json') throw new Error(`${path}: ${response.status} ${type}`);
  return V2_SCHEMAS[path].parse(await response.json());
}

/** Every document below an address, by its path. Throws for one that is missing or has another shape. */
export async function readDocuments(address: string): Promise<Record<string, unknown>> {
  const paths = Object.keys(V2_SCHEMAS) as V2Path[];
  const read = paths.map(async (path) => [path, await readDocument(address, path)] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** What `statuspage.io` gets; for any maintenances it asks where those to come are. */
export async function readByClient(address: string): Promise<Record<string, unknown>> {
  const client = new Statuspage('k7d0v3m9x2qa');
  client.setApiUrl(address);
  const { api } = client;
  return {
    'summary.json': await api.getSummary(),
    'status.json': await api.getStatus(),
    'components.json': await api.getComponents(),
    'incidents.json': await api.incidents.getAll(),
    'incidents/unresolved.json': await api.incidents.getUnresolved(),
    'scheduled-maintenances/upcoming.json': await api.scheduledMaintenances.getActive(),
  };
}
