/** Components as people write them into a text field: one a line or with commas, by id or name, each with its status. */
import type { Config } from '../schema/config.ts';
import { showName, showReceived } from '../schema/problems.ts';
import { type Finding, unknownReference } from './finding.ts';
import { findNamed } from './named-components.ts';
import { didYouMean } from './suggest.ts';

export interface WrittenComponent {
  id: string;
  /** As it was written; undefined where none was. */
  status: string | undefined;
}

/** More letters about one field than this help nobody. */
const MAX_FINDINGS = 10;
/** An id or a name, and a status; what is longer is none. */
const LONGEST = 400;
/** What stands before an item of a list. */
const ITEM_MARK = /^(?:[-*+]|\d{1,3}[.)]) (?:\[[ xX]\] )?/;
/** Between a component and its status. */
const SEPARATORS = [':', '=', ' - ', ' – ', ' — ', '('];

type Components = Config['components'];

function findOne(written: string, components: Components): string | undefined {
  const found = findNamed(written, components);
  return found.length === 1 ? found[0] : undefined;
}

/** An item divided at the last of each separator into what may be a name and a status. */
function divide(item: string): { name: string; status: string }[] {
  return SEPARATORS.flatMap((separator) => {
    const at = item.lastIndexOf(separator);
    if (at <= 0) return [];
    const status = item.slice(at + separator.length).trim();
    return [{ name: item.slice(0, at).trim(), status: separator === '(' ? status.replace(/\)$/, '') : status }];
  });
}

function readOne(item: string, components: Components): WrittenComponent | undefined {
  if (item.length > LONGEST) return undefined;
  for (const { name, status } of [{ name: item, status: '' }, ...divide(item)]) {
    const id = findOne(name, components);
    if (id !== undefined) return { id, status: status === '' ? undefined : status };
  }
  return undefined;
}

function unknown(item: string, components: Components): Finding {
  const short = item.slice(0, LONGEST);
  const name = short.split(/ ?[:=(]| [-–—] /, 1)[0] ?? short;
  const words = components.flatMap((component) => [component.id, component.name]);
  const finding = unknownReference({
    what: 'component',
    id: showName(name),
    known: components.map(({ id }) => id),
  });
  const named = findNamed(name, components);
  const hint =
    named.length > 1 ? `Several have this name; write the id: ${named.join(' or ')}.` : didYouMean(name, words);
  return { ...finding, received: showReceived(item), hint };
}

function itemsOf(line: string, components: Components): string[] {
  const plain = line.replaceAll('`', '').replace(/\s+/g, ' ').trim().replace(ITEM_MARK, '');
  // A name may have a comma in it.
  const whole = readOne(plain, components);
  if (whole !== undefined && !/[,;]/.test(whole.status ?? '')) return [plain];
  return plain
    .split(/[,;]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Reads the components that a text names, and says of what names none of status.yml what may be meant. */
export function readWrittenComponents(
  text: string,
  components: Components,
): { components: WrittenComponent[]; findings: Finding[] } {
  const items = text.split('\n').flatMap((line) => itemsOf(line, components));
  const read = items.map((item) => ({ item, component: readOne(item, components) }));
  const findings = read.flatMap(({ item, component }) => (component === undefined ? [unknown(item, components)] : []));
  return { components: read.flatMap(({ component }) => component ?? []), findings: findings.slice(0, MAX_FINDINGS) };
}
