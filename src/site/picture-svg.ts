/** Lays a picture out, in the manner of the page: the mark beside a large sentence, what time it was below. */
import { LONGEST, type Measure, setText, type Setting, type SetText } from './line-breaks.ts';
import { MARKS } from './marks.ts';
import type { SharePicture } from './share-picture.ts';
import { PICTURE_COLOURS } from './state-colours.ts';

/** What draws letters. */
export interface Lettering {
  /** The text without what no font has; undefined where that is a letter or a figure. */
  show(text: string): string | undefined;
  measure: Measure;
  /** The outlines of a text that begins at `x` and stands on `y`, as SVG. */
  outline(text: string, at: { x: number; y: number; size: number }): string;
}

/** In pixels, as Facebook, Slack and the others want it. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;
const { width: WIDTH, height: HEIGHT } = PICTURE_SIZE;
const MARGIN = 84;
const MARK = 72;
/** Where text begins: beside the mark. */
const LEFT = MARGIN + MARK + 44;
const TEXT_WIDTH = WIDTH - LEFT - MARGIN;
/** The middle of the words, a little above that of the picture. */
const MIDDLE = 308;
const LEADING = 1.16;

const SENTENCE: readonly Setting[] = [
  { size: 88, lines: 2 },
  { size: 74, lines: 2 },
  { size: 64, lines: 3 },
  { size: 54, lines: 3 },
];
const FOLLOW: readonly Setting[] = [{ size: 34, lines: 2 }];
/** Below a sentence that has a line above it, too. */
const SHORT_FOLLOW: readonly Setting[] = [{ size: 34, lines: 1 }];
const LABEL: readonly Setting[] = [{ size: 32, lines: 1 }];
const SMALL: readonly Setting[] = [{ size: 28, lines: 1 }];

interface Block extends SetText {
  settings: readonly Setting[];
  colour: string;
  /** Space above it. */
  above: number;
}

/** Draws the lines of a block below each other. */
function drawBlock({ lines, size, colour }: Block, top: number, { outline }: Lettering): string {
  const outlines = lines.map((line, index) =>
    outline(line, { x: LEFT, y: top + size * (0.86 + LEADING * index), size }),
  );
  return `<g fill="${colour}">${outlines.join('')}</g>`;
}

function heightOf({ lines, size }: SetText): number {
  return lines.length * size * LEADING;
}

/** The words in the middle; none where no font has them. */
function blocksOf(picture: SharePicture, lettering: Lettering): Block[] {
  const { ink, soft } = PICTURE_COLOURS;
  const { label, sentence, spare, follow, colour = soft } = picture;
  const show = (text: string | undefined) =>
    // Nothing longer is ever shown.
    text === undefined ? undefined : lettering.show(text.slice(0, 2 * LONGEST));
  const blocks = [
    { text: show(label), settings: LABEL, colour, above: 0 },
    { text: show(sentence) ?? show(spare), settings: SENTENCE, colour: ink, above: 12 },
    { text: show(follow), settings: label === undefined ? FOLLOW : SHORT_FOLLOW, colour: soft, above: 24 },
  ];
  return blocks.flatMap(({ text, settings, ...rest }) =>
    text === undefined
      ? []
      : [{ ...setText(text, TEXT_WIDTH, { settings, measure: lettering.measure }), settings, ...rest }],
  );
}

/** The blocks around the middle, and the mark beside the first of them. */
function drawMiddle(picture: SharePicture, lettering: Lettering): string[] {
  const blocks = blocksOf(picture, lettering);
  let top = MIDDLE - blocks.reduce((sum, block) => sum + block.above + heightOf(block), 0) / 2;
  const parts: string[] = [];
  for (const block of blocks) {
    top += block.above;
    parts.push(drawBlock(block, top, lettering));
    if (block.settings === SENTENCE) parts.push(drawMark(picture, top + block.size * 0.56));
    top += heightOf(block);
  }
  return parts;
}

/** The mark of the state, its middle at `y`. */
function drawMark({ state, colour = PICTURE_COLOURS.ink }: SharePicture, y: number): string {
  if (state === undefined) return '';
  const place = `translate(${MARGIN} ${y - MARK / 2}) scale(${MARK / 16})`;
  return `<path fill="${colour}" fill-rule="evenodd" transform="${place}" d="${MARKS[state]}"/>`;
}

interface Line {
  text: string | undefined;
  y: number;
  colour: string;
  /** At most so much of the column. */
  share: number;
  isRight?: boolean;
}

/** A line of small text at the left, or at the right, of the column. */
function drawLine({ text, y, colour, share, isRight = false }: Line, { show, measure, outline }: Lettering): string {
  const shown = text === undefined ? undefined : show(text);
  if (shown === undefined) return '';
  const { lines, size } = setText(shown, TEXT_WIDTH * share, { settings: SMALL, measure });
  const line = lines[0] ?? '';
  const x = isRight ? LEFT + TEXT_WIDTH - measure(line, size) : LEFT;
  return `<g fill="${colour}">${outline(line, { x, y, size })}</g>`;
}

/** The picture as an SVG without any text in it, all letters being outlines. */
export function drawPicture(picture: SharePicture, lettering: Lettering): string {
  const { paper, ink, soft, rule } = PICTURE_COLOURS;
  const { colour = rule, page, time, host } = picture;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<path fill="${paper}" d="M0 0h${WIDTH}v${HEIGHT}H0z"/>`,
    `<path fill="${colour}" d="M0 0h${WIDTH}v14H0z"/>`,
    drawLine({ text: page, y: 96, colour: ink, share: 1 }, lettering),
    ...drawMiddle(picture, lettering),
    `<path fill="${rule}" d="M${LEFT} 518h${TEXT_WIDTH}v2H${LEFT}z"/>`,
    drawLine({ text: time, y: 570, colour: soft, share: 0.54 }, lettering),
    drawLine({ text: host, y: 570, colour: soft, share: 0.42, isRight: time !== undefined }, lettering),
    '</svg>',
  ].join('');
}
