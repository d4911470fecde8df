import { type ApiDocument, listDocuments } from '../../../api/documents.ts';
import { currentSite } from '../../../site/current-model.ts';

interface Props {
  document: ApiDocument;
}

export function getStaticPaths(): { params: { document: string }; props: Props }[] {
  return listDocuments(currentSite()).map((document) => ({ params: { document: document.path }, props: { document } }));
}

/** `/api/v2/*.json`: what programs that read a Statuspage ask for. */
export function GET({ props: { document } }: { props: Props }): Response {
  return Response.json(document.write());
}
