/** XML as a small tree. Nothing in a document is expanded, fetched or run: a DTD and its entities stay what they are. */
import { Parser } from 'htmlparser2';

import { FormatError } from './adapter.ts';

/** No feed is nested as deep or has as many elements. */
const MAX_DEPTH = 40;
const MAX_ELEMENTS = 50_000;

export interface XmlElement {
  /** As written, with its prefix, in lower case. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

class TreeBuilder {
  readonly root: XmlElement = { name: '', attributes: {}, children: [] };
  readonly #open: XmlElement[] = [this.root];
  #elements = 0;
  isCut = false;

  open(name: string, attributes: Record<string, string>): void {
    this.#elements += 1;
    if (this.#open.length > MAX_DEPTH) throw new FormatError(`elements are nested more than ${MAX_DEPTH} deep`);
    if (this.#elements > MAX_ELEMENTS) throw new FormatError(`the document has more than ${MAX_ELEMENTS} elements`);
    const element = { name: name.toLowerCase(), attributes, children: [] };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  write(text: string): void {
    const children = this.#open.at(-1)?.children ?? [];
    const last = children.length - 1;
    const before = children[last];
    // A text comes in pieces; thousands of them would be as many strings.
    if (typeof before === 'string') children[last] = before + text;
    else children.push(text);
  }

  /** A root that has content and whose end is not written was cut off. */
  close(isImplied: boolean): void {
    if (this.#open.length === 1) return;
    const closed = this.#open.pop();
    this.isCut = this.#open.length === 1 && isImplied && closed !== undefined && closed.children.length > 0;
  }
}

/**
 * The root element of an XML text; a fault within an element is read over as feeds have many, a document that ends
 * before its elements do is none. Throws a {@link FormatError}.
 */
export function parseXml(text: string): XmlElement {
  const builder = new TreeBuilder();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      ontext: (words) => builder.write(words),
      onclosetag: (_name, isImplied) => builder.close(isImplied),
    },
    { xmlMode: true },
  );
  parser.end(text);
  const root = builder.root.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new FormatError('expected XML, and something else came');
  if (root.name === 'html') throw new FormatError('expected XML, and a web page came');
  if (builder.isCut) throw new FormatError('the document ends before its elements do');
  return root;
}

/** The name without its prefix. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The child elements of that name, whatever their prefix. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string').filter((child) => localName(child) === name);
}

const WITHIN_WORDS = new Set(['a', 'b', 'code', 'em', 'i', 'small', 'span', 'strong', 'time', 'u', 'var']);

function wordsOf(child: XmlElement): string {
  const words = textOf(child) ?? '';
  return WITHIN_WORDS.has(localName(child)) ? words : `\n${words}\n`;
}

/** What stands in an element, that of its children included, mostly on lines of their own; undefined where there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element?.children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');
}
