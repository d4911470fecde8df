/** Elements where HTML allows them: an emphasis that was never closed takes in the paragraphs and tables that follow. */
import type { Element, ElementContent } from 'hast';

const FOR_WORDS = new Set([
  ...['b', 'code', 'em', 'h4', 'h5', 'h6', 'i', 'kbd', 'pre', 'q', 's', 'samp', 'span', 'strong', 'sub', 'sup', 'var'],
]);
const BLOCKS = new Set([
  ...['blockquote', 'details', 'div', 'dl', 'h4', 'h5', 'h6', 'hr', 'ol', 'p', 'pre', 'table', 'ul'],
]);

function holdsBlock({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (BLOCKS.has(child.tagName) || holdsBlock(child)));
}

/** An element, or what stands in it where it may hold words alone and holds more. */
export function unwrapMisplaced(node: Element): ElementContent[] {
  return FOR_WORDS.has(node.tagName) && holdsBlock(node) ? node.children : [node];
}
