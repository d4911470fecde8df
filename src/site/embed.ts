/** The page in a frame of another, and what puts that frame there. */
import type { SiteModel } from './site-model.ts';

/** In CSS pixels: as high as two lines and a time are. With the script, the frame is as high as what it shows. */
const HEIGHT = 96;
/** No page may be made to grow beyond what a sentence needs, whatever a frame says. */
const MAX_HEIGHT = 400;

/**
 * The script inside the frame: shows what holds now, as the one of the other pages does, and tells the page around it
 * how high it is, and nothing else.
 */
export const FRAME_SCRIPT = [
  `(show=>{show();onresize=show;setInterval(show,9e3)})(()=>{`,
  `const now=Date.now();`,
  `for(const e of document.querySelectorAll('[data-from]'))e.hidden=now<e.dataset.from||now>=e.dataset.until;`,
  `parent.postMessage({candor:document.body.offsetHeight},'*')`,
  `})`,
].join('');

/** The script for the page around it: puts the frame where it stands itself. */
export function renderEmbedScript({ config, strings }: SiteModel): string {
  const title = JSON.stringify(strings.page.title(config.page.name));
  return [
    `(script => {`,
    `  const frame = document.createElement('iframe');`,
    `  frame.src = new URL('.', script.src);`,
    `  frame.title = ${title};`,
    `  frame.width = '100%';`,
    `  frame.height = ${HEIGHT};`,
    `  frame.loading = 'lazy';`,
    `  frame.style.border = 0;`,
    `  addEventListener('message', ({ source, data }) => {`,
    `    if (source === frame.contentWindow && data?.candor > 0) frame.height = Math.min(data.candor, ${MAX_HEIGHT});`,
    `  });`,
    `  script.after(frame);`,
    `})(document.currentScript);`,
    ``,
  ].join('\n');
}

/** The lines that people put into a page of theirs: with a script, and without. */
export function listEmbedSnippets({ config, strings, urls }: SiteModel): string[] {
  const title = strings.page.title(config.page.name).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return [
    `<script async src="${urls.absolute(urls.embedScript)}"></script>`,
    `<iframe src="${urls.absolute(urls.embed)}" title="${title}" width="100%" height="${HEIGHT}" loading="lazy"></iframe>`,
  ];
}
