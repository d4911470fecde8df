/** What XML 1.0 forbids outright, escaped or not (section 2.2, Char). */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text without the characters that no XML document may hold; halves of surrogate pairs become U+FFFD. */
export function toXmlText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}
