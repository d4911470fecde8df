/** What a page should not have where it is laid out: text that is cut or lies on other text, and targets too small. */
import type { Page } from 'playwright-core';

/** Runs in the page: the lines of every text that is seen, with what they are part of. */
const FIND_FAULTS = `(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const say = (text) => text.trim().slice(0, 40);
  if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways to ' + document.documentElement.scrollWidth);
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.hidden, .skip:not(:focus), svg');
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || parent.closest('script, style, option, select') || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      // The box of a line is higher than its letters.
      const spare = (bottom - top) * 0.2;
      if (right - left > 1) lines.push({ left, right, top: top + spare, bottom: bottom - spare, node });
      if (left < -1 || right > width + 1) faults.push('outside of the page: ' + say(node.data));
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((line, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < line.bottom; next += 1) {
      const other = lines[next];
      const across = Math.min(line.right, other.right) - Math.max(line.left, other.left);
      if (other.node !== line.node && across > 2) faults.push('on each other: ' + say(line.node.data) + ' / ' + say(other.node.data));
    }
  });
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element) || getComputedStyle(element).overflow === 'visible') continue;
    if (/^(input|select|use|path|symbol)$/i.test(element.tagName)) continue;
    const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (isCut) faults.push('cut: ' + say(element.textContent));
  }
  return [...new Set(faults)];
})()`;

/** Sideways scrolling, and texts that leave the page, are cut or lie on each other; none on a page that is well set. */
export async function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(FIND_FAULTS);
}
