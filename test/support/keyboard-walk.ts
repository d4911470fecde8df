/** Walks a page by the Tab key, as many do who use no pointer. */
import type { Page } from 'playwright-core';

interface Stop {
  name: string;
  /** Whether its focus can be seen, at the place where it is. */
  isShown: boolean;
  box: { left: number; right: number; top: number; bottom: number };
}

/** The element that has the focus; null once it has left the page, or come back to where it began. */
const READ_STOP = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body || element.dataset.walked) return null;
  element.dataset.walked = 'yes';
  // A link may be in two lines; a slider shows its focus around its strip.
  const [line] = element.getClientRects();
  const around = element.closest('.days') ?? element;
  const isOutlined = [element, around].some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const x = (Math.max(line.left, 0) + Math.min(line.right, innerWidth)) / 2;
  const top = document.elementFromPoint(x, (line.top + line.bottom) / 2);
  const isUncovered = top !== null && (element.contains(top) || around.contains(top));
  const { left, right, top: above, bottom } = element.getBoundingClientRect();
  const name = element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id);
  return {
    name: element.tagName + ' ' + name.slice(0, 60),
    isShown: isOutlined && isUncovered,
    box: { left, right, top: above + scrollY, bottom: bottom + scrollY },
  };
})()`;

/** Presses Tab through the whole page: what is wrong where one comes by, and how many stops there are. */
export async function walkByKeyboard(page: Page): Promise<{ stops: number; faults: string[] }> {
  const stops: Stop[] = [];
  const faults: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(READ_STOP);
    if (stop === null) return { stops: stops.length, faults };
    const before = stops.at(-1);
    if (!stop.isShown) faults.push(`focus cannot be seen: ${stop.name}`);
    if (before !== undefined && stop.box.bottom <= before.box.top && stop.box.left < before.box.right) {
      faults.push(`against the order of reading: ${before.name} / ${stop.name}`);
    }
    stops.push(stop);
  }
}
