import { listBadges } from '../api/badge.ts';
import { currentModel } from '../site/current-model.ts';

interface Props {
  type: string;
  render(): string;
}

export function getStaticPaths(): { params: { badge: string }; props: Props }[] {
  const model = currentModel();
  const below = (path: string): string => path.slice(model.urls.base.length);
  return listBadges(model).flatMap(({ paths, renderSvg, renderJson }) => [
    { params: { badge: below(paths.svg) }, props: { type: 'image/svg+xml', render: renderSvg } },
    { params: { badge: below(paths.json) }, props: { type: 'application/json', render: renderJson } },
  ]);
}

/** `/badge.svg` and `/badges/<id>.svg`, and the same as JSON: states in a word. */
export function GET({ props: { type, render } }: { props: Props }): Response {
  return new Response(render(), { headers: { 'content-type': type } });
}
