/** Whether anything is to be seen of a Markdown text once it stands on the page. */
import type { Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

import { isVisible } from '../schema/visible-text.ts';
import { wordsInHtml } from './html-schema.ts';
import { isTooInvolved } from './markdown-cost.ts';

const parser = unified().use(remarkParse).freeze();
/** Most texts begin with a word, which needs no tree to be seen. */
const BEGINS_WITH_WORD = /^\s{0,3}[\p{Lu}\p{Ll}]/u;
/** Spaces as HTML writes them. */
const HTML_SPACE = /&(?:nbsp|shy|zwn?j|#160|#xa0);/gi;

/** What is shown of a node besides what is shown of those in it. */
function wordsOf(node: Root | RootContent): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'inlineCode':
      return node.value;
    case 'html':
      return /<img\b/i.test(node.value) ? node.value : wordsInHtml(node.value).replace(HTML_SPACE, '');
    case 'image':
      return `${node.alt ?? ''}${node.url}`;
    case 'imageReference':
      return node.alt ?? '';
    default:
      return '';
  }
}

/** Whether a Markdown text has words or pictures for readers, and not only comments, empty marks and blank space. */
export function hasVisibleWords(markdown: string): boolean {
  // What is too much work to read is shown as it is written.
  if (BEGINS_WITH_WORD.test(markdown) || isTooInvolved(markdown)) return true;
  const waiting: (Root | RootContent)[] = [parser.parse(markdown)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isVisible(wordsOf(node))) return true;
    if ('children' in node) waiting.push(...node.children);
  }
  return false;
}
