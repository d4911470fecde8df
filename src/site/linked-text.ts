/** Texts of a file in which web addresses, and nothing else, become links. */

export interface TextPart {
  text: string;
  /** Undefined where the part is only words. */
  url: string | undefined;
}

/** An address up to where a sentence goes on after it. */
const ADDRESS = /(https?:\/\/[^\s\p{C}<>"]*[^\s\p{C}<>".,;:!?'’)\]])/iu;

/** Cuts a text into words and web addresses; what is neither http nor https stays words. */
export function findLinks(text: string): TextPart[] {
  return text
    .split(ADDRESS)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, url: ADDRESS.test(part) && URL.canParse(part) ? part : undefined }));
}
