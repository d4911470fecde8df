/** RSS 2.0 and 1.0 of any provider. */
import { FormatError, type Adapter, type ProviderDocument } from './adapter.ts';
import { readEntries, type FeedEntry } from './feed.ts';
import { parseMoment } from './moment.ts';
import { childrenOf, localName, parseXml, textOf, type XmlElement } from './xml.ts';

function firstText(item: XmlElement, ...names: string[]): string | undefined {
  const found = names.map((name) => textOf(childrenOf(item, name)[0])?.trim());
  return found.find((text) => text !== undefined && text !== '');
}

/** Azure gives the same guid to one incident after the other. */
function entryOf(item: XmlElement): FeedEntry {
  const dated = firstText(item, 'pubdate', 'date') ?? '';
  const [title = '', link] = [firstText(item, 'title'), firstText(item, 'link')];
  return {
    id: firstText(item, 'guid') ?? link ?? title,
    isIdReused: true,
    url: link,
    title,
    text: firstText(item, 'encoded', 'description') ?? '',
    publishedAt: parseMoment(dated),
    updatedAt: undefined,
    categories: childrenOf(item, 'category').map((category) => textOf(category) ?? ''),
    isPlanned: childrenOf(item, 'maintenanceenddate').length > 0,
  };
}

function itemsIn(document: ProviderDocument): XmlElement[] {
  const root = parseXml(document.text);
  const kind = localName(root);
  if (kind === 'feed') throw new FormatError('expected RSS, and Atom came');
  if (kind !== 'rss' && kind !== 'rdf') throw new FormatError('expected RSS, and another document came');
  const channels = childrenOf(root, 'channel');
  if (channels.length === 0) throw new FormatError('expected RSS with a channel');
  return [root, ...channels].flatMap((parent) => childrenOf(parent, 'item'));
}

export const adaptRss: Adapter = (documents) => readEntries(documents.flatMap(itemsIn).map(entryOf));
