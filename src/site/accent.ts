/** The operator's own colour, in the place of the green of a quiet day, and never too faint to read. */

/** The papers of `tokens.css`. */
const PAPER = { light: '#fdfcfa', dark: '#151513' } as const;
/** What WCAG 2.2 asks for between text and what it stands on (1.4.3), and for lines (1.4.11), with a little to spare. */
const TEXT_CONTRAST = 4.6;
const LINE_CONTRAST = 3.1;
const STEPS = 50;

type Rgb = readonly [red: number, green: number, blue: number];

function parse(colour: string): Rgb {
  const channel = (at: number): number => parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function format(colour: Rgb): string {
  return `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0 to 1, as WCAG 2.2 defines it. */
function luminanceOf(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour
    .map((channel) => channel / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of two colours such as `#17694a`, 1 to 21, as WCAG 2.2 defines it. */
export function contrastOf(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminanceOf(parse(a)), luminanceOf(parse(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour on its way to another; `share` 0 is itself. */
function mix(colour: string, other: string, share: number): string {
  const to = parse(other);
  return format(
    parse(colour).map((channel, index) => channel + ((to[index] ?? 0) - channel) * share) as unknown as Rgb,
  );
}

/** The first on the way from one colour to another of which a condition holds; else the other. */
function walk(colour: string, to: string, holds: (mixed: string) => boolean): string {
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mix(colour, to, step / STEPS);
    if (holds(mixed)) return mixed;
  }
  return to;
}

export interface AccentColours {
  /** For text and marks. */
  strong: string;
  /** For the lines of quiet days. */
  quiet: string;
}

/**
 * The operator's colour as it can be read on light and on dark paper, as near to it as that allows, and `deep` enough to
 * stand around a dark page.
 */
export function deriveAccent(accent: string): { light: AccentColours; dark: AccentColours; deep: string } {
  const on = (paper: string, ink: string): AccentColours => {
    const strong = walk(accent, ink, (mixed) => contrastOf(mixed, paper) >= TEXT_CONTRAST);
    return {
      strong,
      quiet: walk(mix(strong, paper, 0.6), strong, (mixed) => contrastOf(mixed, paper) >= LINE_CONTRAST),
    };
  };
  return { light: on(PAPER.light, '#000000'), dark: on(PAPER.dark, '#ffffff'), deep: mix(accent, '#000000', 0.45) };
}

function declare({ strong, quiet }: AccentColours): string {
  // Named so, it comes before the style of the page, wherever in the head it stands.
  return `html:root{--operational:${strong};--quiet:${quiet}}`;
}

/** The style by which the pages take the colour; readers who have chosen colours or more contrast keep theirs. */
export function renderAccentStyle(accent: string): string {
  const { light, dark } = deriveAccent(accent);
  const own = '(forced-colors:none) and (not (prefers-contrast:more))';
  return (
    `@media ${own}{${declare(light)}}` + `@media screen and ${own} and (prefers-color-scheme:dark){${declare(dark)}}`
  );
}
