/** What a preview says above the page: that it is one, of when, and what is wrong in which file. */
import { describeProblem, type Severity } from '../schema/problems.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { showInvisible } from '../schema/visible-text.ts';
import type { PlacedProblem, Reading } from './session.ts';

/** Where the preview's own files lie on its server, beside the site. */
export const PREVIEW_PATH = '/__candor/';
/** How much of a long line is shown on each side of what is wrong in it. */
const LINE_BEFORE = 60;
const LINE_AFTER = 100;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, in an attribute too; what would not be seen is made visible. */
function escape(text: string): string {
  return showInvisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

function withSeverity({ problems }: Reading, severity: Severity): PlacedProblem[] {
  return problems.filter(({ problem }) => problem.severity === severity);
}

function renderTime(at: Instant): string {
  const iso = formatInstant(at);
  return `<time datetime="${iso}">${iso.replace('T', ' ').replace('Z', ' UTC')}</time>`;
}

/** The line with what is wrong in it marked, cut where it is long. */
function renderLine(line: string, { line: number, column }: PlacedProblem['problem']): string {
  const at = Math.min(column - 1, line.length);
  const [from, to] = [Math.max(0, at - LINE_BEFORE), at + LINE_AFTER];
  const before = (from > 0 ? '…' : '') + line.slice(from, at).trimStart();
  const wrong = line.slice(at, to).trimEnd() + (to < line.length ? '…' : '');
  const text = `${escape(before)}<mark>${escape(wrong)}</mark>`;
  return `<pre class="candor-line"><span>${number}</span><code>${text}</code></pre>`;
}

function renderLetter({ problem, line }: PlacedProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return [
    '<li>',
    `<p class="candor-place">${escape(place)}</p>`,
    `<p>${problem.severity}: ${escape(describeProblem(problem))}</p>`,
    line === undefined || line.trim() === '' ? '' : renderLine(line, problem),
    '</li>',
  ].join('');
}

function renderLetters(problems: readonly PlacedProblem[]): string {
  return `<ol>${problems.map(renderLetter).join('')}</ol>`;
}

/** The strip that stays in sight. */
function renderStrip(reading: Reading): string {
  const errors = withSeverity(reading, 'error').length;
  const isWrong = errors > 0 || reading.failure !== undefined;
  const link = isWrong ? ` <a href="#candor-letters">${errors > 0 ? count(errors, 'error') : 'Not shown'}</a>` : '';
  return `<p class="candor-strip" lang="en" dir="ltr">Preview as of ${renderTime(reading.at)}${link}</p>`;
}

function renderWrong(reading: Reading, remark: string): string {
  const errors = withSeverity(reading, 'error');
  if (errors.length === 0 && reading.failure === undefined) return '';
  const heading = errors.length === 0 ? 'This cannot be shown' : count(errors.length, 'error');
  return [
    '<section class="candor-wrong" id="candor-letters" aria-labelledby="candor-heading">',
    `<h2 id="candor-heading">${heading}</h2><p>${remark}</p>`,
    reading.failure === undefined
      ? ''
      : `<pre class="candor-failure">${reading.failure.split('\n').map(escape).join('\n')}</pre>`,
    renderLetters(errors),
    '</section>',
  ].join('');
}

function renderPanel(reading: Reading, remark: string): string {
  const warnings = withSeverity(reading, 'warning');
  const quiet =
    warnings.length === 0
      ? ''
      : `<details><summary>${count(warnings.length, 'warning')}</summary>${renderLetters(warnings)}</details>`;
  const wrong = renderWrong(reading, remark);
  const panel =
    wrong + quiet === ''
      ? ''
      : `<aside class="candor-panel" lang="en" dir="ltr" aria-label="Preview">${wrong}${quiet}</aside>`;
  return renderStrip(reading) + panel;
}

function renderHead({ version }: Reading): string {
  return (
    `<link rel="stylesheet" href="${PREVIEW_PATH}preview.css">` +
    `<script src="${PREVIEW_PATH}reload.js" data-version="${version}" defer></script>`
  );
}

/** A page of the site with what the preview has to say above it. Its Content-Security-Policy stays as it is. */
export function addLetters(html: string, reading: Reading): string {
  const remark =
    reading.failure === undefined
      ? 'What has an error is shown below as it last was right, or by its title alone.'
      : 'Below is the page as it was before.';
  return html
    .replace('</head>', () => `${renderHead(reading)}</head>`)
    .replace(/<body[^>]*>/, (body) => body + renderPanel(reading, remark));
}

/** A page of letters alone, where there is no page of the site to show them on. */
export function renderLettersPage(reading: Reading): string {
  const panel = renderPanel(reading, 'There is no page to show yet; it comes by itself once this is right.');
  return (
    '<!doctype html><html lang="en" class="s-no_data"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
    `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">` +
    `<title>Preview</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${PREVIEW_PATH}page.css">${renderHead(reading)}</head><body>${panel}</body></html>`
  );
}
