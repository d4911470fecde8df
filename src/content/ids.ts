/** Ids of small letters, digits and hyphens, for what has a title or a name in any script. */

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

export interface LatinId {
  /** Letters of the Latin script without their marks, anything else a hyphen; empty where nothing is left. */
  id: string;
  /** Whether no letter or digit of another script was left out. */
  isWhole: boolean;
}

/** What of a text can stand in an id. */
export function latinIdOf(text: string): LatinId {
  const latin = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\u0000-\u007F]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  const id = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return { id, isWhole: !/(?![a-z0-9])[\p{L}\p{N}]/u.test(latin) };
}
