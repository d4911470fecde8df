/** The other end of `page-builder.ts`: builds a page for each message until nobody is there to send one. */
import { buildSite } from '../app/build-site.ts';
import { createBuildPorts } from '../cli/commands/build.ts';
import { StatusError } from '../errors.ts';
import type { PageRequest, PageResponse } from './page-builder.ts';

async function build({ root, out }: PageRequest): Promise<PageResponse> {
  try {
    await buildSite({ out }, await createBuildPorts(root, Date.now()));
    return { problem: undefined };
  } catch (error) {
    const hint = error instanceof StatusError && error.hint !== undefined ? `\n${error.hint}` : '';
    return { problem: `${error instanceof Error ? error.message : String(error)}${hint}` };
  }
}

process.on('message', (request: PageRequest) => {
  void build(request).then((response) => process.send?.(response));
});
