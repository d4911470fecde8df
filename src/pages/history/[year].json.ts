import { currentModel } from '../../site/current-model.ts';
import { deriveSearchIndex, listSearchYears } from '../../site/search-index.ts';

export function getStaticPaths(): { params: { year: string } }[] {
  return listSearchYears(currentModel()).map((year) => ({ params: { year } }));
}

/** `/history/<yyyy>.json`: the entries of a year, for the script that searches the history. */
export function GET({ params }: { params: { year: string } }): Response {
  return Response.json(deriveSearchIndex(params.year, currentModel()));
}
