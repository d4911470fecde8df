/** What was found, as rows that look like those of the archive. Words of entries become text nodes, never markup. */
import type { SearchEntry } from './entry.ts';
import { excerptOf, markMatches, type Piece } from './excerpt.ts';
import { fill } from './setup.ts';

const SVG = 'http://www.w3.org/2000/svg';

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  children: readonly (Node | string)[],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

function makeMark(state: string): SVGElement {
  const mark = document.createElementNS(SVG, 'svg');
  mark.setAttribute('class', `mark s-${state}`);
  mark.setAttribute('viewBox', '0 0 16 16');
  mark.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'use');
  shape.setAttribute('href', `#m-${state}`);
  mark.append(shape);
  return mark;
}

function toNodes(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map(({ text, isMatch }) => (isMatch ? make('mark', '', [text]) : text));
}

/** Shows what a search finds below one another, a section for each year. */
export class FoundList {
  readonly #parent: HTMLElement;
  readonly #entryUrl: string;
  readonly #terms: readonly string[];
  readonly #day: Intl.DateTimeFormat;
  #year: { name: number; list: HTMLElement } | undefined;
  #date: { name: string; list: HTMLElement } | undefined;

  /** `entryUrl` is the address of an entry's page with `{id}` in it; `tag` the language of the dates, which are UTC. */
  constructor(parent: HTMLElement, { entryUrl, terms, tag }: { entryUrl: string; terms: string[]; tag: string }) {
    this.#parent = parent;
    this.#entryUrl = entryUrl;
    this.#terms = terms;
    this.#day = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  }

  /** Adds entries that are not newer than the last one. */
  add(entries: readonly SearchEntry[]): void {
    for (const entry of entries) this.#addRow(entry);
  }

  #addRow(entry: SearchEntry): void {
    const link = make('a', '', toNodes(markMatches(entry.title, this.#terms)));
    link.href = fill(this.#entryUrl, { id: entry.id });
    const line = make('span', '', toNodes(markMatches(entry.line, this.#terms)));
    const mark = entry.state === undefined ? [] : [makeMark(entry.state), ' '];
    const row = make('li', 'row', [link, make('p', 'soft small', [...mark, line])]);
    const excerpt = excerptOf(entry.text, this.#terms);
    if (excerpt.length > 0) row.append(make('p', 'small excerpt', toNodes(excerpt)));
    // Each in the direction of its own script.
    for (const text of [link, line, ...row.querySelectorAll<HTMLElement>('.excerpt')]) text.dir = 'auto';
    this.#dayOf(entry.at).append(row);
  }

  #dayOf(at: number): HTMLElement {
    const date = new Date(at);
    const name = date.toISOString().slice(0, 10);
    if (this.#date?.name === name) return this.#date.list;
    const list = make('ul', '', []);
    const time = make('time', '', [this.#day.format(date)]);
    time.dateTime = name;
    const day = make('li', 'pair day', [make('p', 'side figure', [time]), list]);
    this.#yearOf(date).append(day);
    this.#date = { name, list };
    return list;
  }

  #yearOf(date: Date): HTMLElement {
    const name = date.getUTCFullYear();
    if (this.#year?.name === name) return this.#year.list;
    const list = make('ol', '', []);
    const heading = make('h2', 'figure', [String(name)]);
    heading.id = `found-${name}`;
    const section = make('section', 'section', [heading, list]);
    section.setAttribute('aria-labelledby', heading.id);
    this.#parent.append(section);
    this.#year = { name, list };
    return list;
  }
}
