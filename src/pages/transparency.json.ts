import { currentSite } from '../site/current-model.ts';
import { deriveTransparency } from '../site/transparency/figures.ts';

/** `/transparency.json`: the figures of `/transparency/`, each as it was derived. */
export function GET(): Response {
  const site = currentSite();
  const { content, model } = site;
  const page = { name: content.config.page.name, url: model.urls.absolute(model.urls.home) };
  return Response.json({ page, commit: content.commit?.id ?? null, ...deriveTransparency(site) });
}
