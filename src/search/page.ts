/** The search of the history as it happens in the page: what is asked stands in the address, what is found below it. */
import type { SearchEntry } from './entry.ts';
import { type FoundInYear, HistoryIndex } from './find-entries.ts';
import { parseTerms } from './match.ts';
import { type Filter, FILTERS, type Query, readQuery, writeQuery } from './query.ts';
import { FoundList } from './rows.ts';
import { describeFound, fill, type Progress, type SearchSetup } from './setup.ts';

/** How many are shown at a time. */
const PAGE = 50;
/** After the last key, before the search begins. */
const PAUSE_MS = 120;
/** After which a search says that it is going on. */
const PATIENCE_MS = 250;

/** One search on its way. */
interface Run extends Progress {
  steps: AsyncGenerator<FoundInYear, void>;
  list: FoundList;
  entries: SearchEntry[];
}

/** An element that the page is built with. */
function part<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}"`);
  return element as T;
}

/** Shows more of what was found, up to the goal. */
function take(run: Run, goal: number): void {
  const next = run.entries.slice(run.shown, goal);
  run.list.add(next);
  run.found = run.entries.length;
  run.shown += next.length;
}

class SearchPage {
  readonly #setup: SearchSetup;
  readonly #index: HistoryIndex;
  readonly #tag = document.body.dataset['tag'] ?? 'en';
  readonly #text = part<HTMLInputElement>('search-text');
  readonly #status = part('search-status');
  readonly #clear = part('search-clear');
  readonly #found = part('search-found');
  readonly #more = part<HTMLButtonElement>('search-more');
  readonly #archive = part('archive');
  #run: Run | undefined;
  #timer = 0;

  constructor(setup: SearchSetup) {
    this.#setup = setup;
    this.#index = new HistoryIndex(setup.years, async (year) => {
      const response = await fetch(fill(setup.indexUrl, { year }));
      if (!response.ok) throw new Error(`The index of ${year} is not there: ${response.status}`);
      // Written by the same build as this page.
      return (await response.json()) as SearchEntry[];
    });
  }

  /** Listens, and shows what the address asks for. */
  start(form: HTMLElement): void {
    form.addEventListener('focusin', () => this.#index.prepare());
    this.#text.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#ask({ isTyping: true }), PAUSE_MS);
    });
    for (const filter of FILTERS) this.#list(filter).addEventListener('change', () => this.#ask({ isTyping: false }));
    this.#clear.addEventListener('click', () => {
      this.#fill({ text: '', filters: {} });
      this.#text.focus();
      this.#ask({ isTyping: false });
    });
    this.#more.addEventListener('click', () => void this.#goOn());
    window.addEventListener('popstate', () => this.#readAddress());
    this.#readAddress();
    form.classList.add('ready');
  }

  #list(filter: Filter): HTMLSelectElement {
    return part(`search-${filter}`);
  }

  #query(): Query {
    const filters: Query['filters'] = {};
    for (const filter of FILTERS) {
      const { value } = this.#list(filter);
      if (value !== '') filters[filter] = value;
    }
    return { text: this.#text.value, filters };
  }

  /** Sets the controls; what a list does not offer is not chosen. */
  #fill({ text, filters }: Query): void {
    this.#text.value = text;
    for (const filter of FILTERS) {
      const list = this.#list(filter);
      list.value = filters[filter] ?? '';
      if (list.selectedIndex === -1) list.value = '';
    }
  }

  #readAddress(): void {
    clearTimeout(this.#timer);
    this.#fill(readQuery(location.search));
    this.#search();
  }

  /** Takes what the controls say into the address. All that is typed in one go is one step of the browser's history. */
  #ask({ isTyping }: { isTyping: boolean }): void {
    clearTimeout(this.#timer);
    const address = location.pathname + writeQuery(this.#query());
    if (address !== location.pathname + location.search) {
      const wasTyping = (history.state as { isTyping?: boolean } | null)?.isTyping === true;
      if (isTyping && wasTyping) history.replaceState({ isTyping }, '', address);
      else history.pushState({ isTyping }, '', address);
    }
    this.#search();
  }

  #search(): void {
    const query = this.#query();
    const isIdle = writeQuery(query) === '';
    this.#archive.hidden = !isIdle;
    this.#clear.hidden = isIdle;
    this.#more.hidden = true;
    this.#run = undefined;
    if (isIdle) {
      this.#found.replaceChildren();
      this.#say('');
      return;
    }
    const terms = parseTerms(query.text);
    const parent = document.createElement('div');
    const list = new FoundList(parent, { entryUrl: this.#setup.entryUrl, terms, tag: this.#tag });
    this.#run = { steps: this.#index.find(query), list, entries: [], found: 0, shown: 0, isComplete: false };
    // What was found before stays until there is something to put in its place.
    void this.#show(this.#run, () => this.#found.replaceChildren(parent));
  }

  /** Shows the next ones, or tries again what failed. */
  async #goOn(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return this.#search();
    const before = run.shown;
    await this.#show(run, () => undefined);
    this.#found.querySelectorAll<HTMLElement>('.row a')[before]?.focus();
  }

  /** Searches on until a page more is found, and one beyond it tells that there is another. */
  async #show(run: Run, onFirst: () => void): Promise<void> {
    const { words } = this.#setup;
    const waiting = window.setTimeout(() => {
      if (this.#run === run) this.#say(words.searching);
    }, PATIENCE_MS);
    this.#more.disabled = true;
    try {
      const goal = run.shown + PAGE;
      take(run, goal);
      while (!run.isComplete && run.found <= goal) {
        const step = await run.steps.next();
        if (this.#run !== run) return;
        run.entries.push(...(step.value?.entries ?? []));
        run.isComplete = step.value?.isLast ?? true;
        take(run, goal);
        onFirst();
      }
      this.#say(describeFound(run, words, this.#tag));
      this.#offer(words.more, run.shown < run.found);
    } catch {
      if (this.#run === run) this.#fail(run);
    } finally {
      clearTimeout(waiting);
    }
  }

  /** The archive is there, whatever became of the index. */
  #fail(run: Run): void {
    const { words } = this.#setup;
    this.#run = undefined;
    if (run.shown === 0) this.#found.replaceChildren();
    this.#archive.hidden = false;
    this.#say(run.shown === 0 ? words.failed : words.failedPartly);
    this.#offer(words.again, true);
  }

  #say(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #offer(text: string, isOffered: boolean): void {
    this.#more.textContent = text;
    this.#more.hidden = !isOffered;
    this.#more.disabled = false;
  }
}

const form = document.getElementById('search');
// Where nothing has been reported there is nothing to search.
if (form !== null) new SearchPage(JSON.parse(form.dataset['setup'] ?? '') as SearchSetup).start(form);
