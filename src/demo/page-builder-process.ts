/** The other end of `page-builder.ts`: builds a page for each message until nobody is there to send one. */
import { buildSite } from '../app/build-site.ts';
import { createBuildPorts } from '../cli/commands/build.ts';
import { describeFailure } from '../cli/failure.ts';
import type { PageRequest, PageResponse } from './page-builder.ts';

async function build({ root, out }: PageRequest): Promise<PageResponse> {
  try {
    await buildSite({ out }, await createBuildPorts(root, Date.now()));
    return { problem: undefined };
  } catch (error) {
    return { problem: describeFailure(error) };
  }
}

process.on('message', (request: PageRequest) => {
  void build(request).then((response) => process.send?.(response));
});
