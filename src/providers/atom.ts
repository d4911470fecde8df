/** Atom of any provider. The time of the feed itself counts for nothing: some hosts write it anew for each request. */
import { FormatError, type Adapter, type ProviderDocument } from './adapter.ts';
import { readEntries, type FeedEntry } from './feed.ts';
import { parseMoment } from './moment.ts';
import { childrenOf, localName, parseXml, textOf, type XmlElement } from './xml.ts';

function firstText(entry: XmlElement, name: string): string | undefined {
  const text = textOf(childrenOf(entry, name)[0])?.trim();
  return text === '' ? undefined : text;
}

function linkOf(entry: XmlElement): string | undefined {
  const links = childrenOf(entry, 'link');
  const page = links.find(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate');
  return page?.attributes['href'];
}

function momentOf(entry: XmlElement, name: string): number | undefined {
  const text = firstText(entry, name);
  return text === undefined ? undefined : parseMoment(text);
}

function entryOf(entry: XmlElement): FeedEntry {
  const title = firstText(entry, 'title') ?? '';
  return {
    id: firstText(entry, 'id') ?? linkOf(entry) ?? title,
    isIdReused: false,
    url: linkOf(entry),
    title,
    text: firstText(entry, 'content') ?? firstText(entry, 'summary') ?? '',
    publishedAt: momentOf(entry, 'published'),
    updatedAt: momentOf(entry, 'updated'),
    categories: childrenOf(entry, 'category').map(({ attributes }) => attributes['label'] ?? attributes['term'] ?? ''),
    isPlanned: false,
  };
}

function entriesIn(document: ProviderDocument): XmlElement[] {
  const root = parseXml(document.text);
  if (localName(root) === 'feed') return childrenOf(root, 'entry');
  throw new FormatError(
    `expected Atom, and ${['rss', 'rdf'].includes(localName(root)) ? 'RSS' : 'another document'} came`,
  );
}

export const adaptAtom: Adapter = (documents) => readEntries(documents.flatMap(entriesIn).map(entryOf));
