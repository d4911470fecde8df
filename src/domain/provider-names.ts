/** Whether two names mean the same component or region: those of status.yml and those of a provider's page. */

/** Words for the same part of the world; codes of regions begin with the short one. */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  eu: ['europe'],
  us: ['usa', 'united states'],
  ap: ['apac', 'asia pacific'],
  sa: ['southamerica', 'south america'],
  na: ['northamerica', 'north america'],
  me: ['middle east'],
  af: ['africa'],
  ca: ['canada'],
  uk: ['united kingdom'],
  au: ['australia'],
};
/** Countries of which Azure names its regions, as in `Japan East`. */
const COUNTRIES = [
  ...[
    'austria',
    'belgium',
    'brazil',
    'chile',
    'denmark',
    'finland',
    'france',
    'germany',
    'india',
    'indonesia',
    'ireland',
  ],
  ...[
    'israel',
    'italy',
    'japan',
    'korea',
    'malaysia',
    'mexico',
    'new zealand',
    'norway',
    'poland',
    'qatar',
    'singapore',
  ],
  ...['south africa', 'spain', 'sweden', 'switzerland', 'taiwan', 'uae'],
];
const COMPASS = String.raw`(?:north|south|east|west|central|northeast|northwest|southeast|southwest)`;
/** An area with a point of the compass, as in `West Europe` and `US East 2`, and nothing else. */
const AREA_NAME = new RegExp(
  `^(?:${COMPASS} )*(?:${[...Object.keys(AREAS), ...COUNTRIES].join('|')}|emea|asia)(?: ${COMPASS})*(?: \\d{1,2})?$`,
);
const REGION_CODE = new RegExp(
  String.raw`(?<![\w-])(?:[a-z]{2}|us-gov|us-iso[a-z]?|africa|asia|australia|europe|northamerica|southamerica)-${COMPASS}-?\d{1,2}(?!\d)`,
  'gi',
);
const GLOBAL = new Set(['global', 'all regions', 'worldwide', 'all']);

/** What a maker puts before the names of its products. */
const MAKERS = /^(?:amazon|aws|google|microsoft|azure) (?=\S)/;
/** What parts the pieces of a name: `Europe / API`, `Elastic Compute Cloud (EC2)`, `Login/SSO`, `Frankfurt, Germany`. */
const PIECES = /[/()[\]|,:;]|\s[-–—]\s/;

const SHORT_NAMES = new Map(
  Object.entries(AREAS).flatMap(([short, names]) => names.map((name) => [name, short] as const)),
);
const LONG_NAMES = new RegExp(`(?<= )(?:${[...SHORT_NAMES.keys()].join('|')})(?= )`, 'g');

/**
 * A name as its words: small letters and digits, one space between words and between letters and digits, areas of the
 * world by their short names. `us-central1` and `US Central 1` are the same.
 */
export function foldName(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .trim();
  return ` ${words} `.replace(LONG_NAMES, (name) => SHORT_NAMES.get(name) ?? name).trim();
}

/** The whole name and each of its pieces, folded, without the maker's name. */
function readings(name: string): Set<string> {
  const folded = [name, ...name.split(PIECES)].map(foldName).filter((text) => text !== '');
  return new Set([...folded, ...folded.map((text) => text.replace(MAKERS, ''))]);
}

/** Whether a name that a provider uses is that of one of these components, the whole of it or one of its pieces. */
export function isComponent(wanted: readonly string[], named: string): boolean {
  const known = readings(named);
  return wanted.map(foldName).some((name) => name !== '' && (known.has(name) || known.has(name.replace(MAKERS, ''))));
}

/** Whether a text mentions a name as whole words. */
export function mentions(text: string, name: string): boolean {
  const folded = foldName(name);
  return folded !== '' && ` ${foldName(text)} `.includes(` ${folded} `);
}

/** Whether a region of a provider's is one that status.yml names: the same, within it, or all around it. */
export function isRegion(wanted: string, named: string): boolean {
  const [own, theirs] = [foldName(wanted), foldName(named)];
  if (own === '' || theirs === '') return false;
  // "US" is all around "us-east-1", while "East" says too little.
  return GLOBAL.has(theirs) || ` ${theirs} `.includes(` ${own} `) || `${own} `.startsWith(`${theirs} `);
}

/** Whether a name is that of a place and of nothing else. */
export function isPlace(name: string): boolean {
  return placesIn(name).some((place) => foldName(place) === foldName(name));
}

/** The places that a name or title carries: codes such as `eu-central-1`, and pieces that are nothing but an area. */
export function placesIn(text: string): string[] {
  const areas = text.split(PIECES).filter((piece) => AREA_NAME.test(foldName(piece)));
  return [...new Set([...(text.match(REGION_CODE) ?? []), ...areas.map((area) => area.trim())])];
}
