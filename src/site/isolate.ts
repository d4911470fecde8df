/** Names within sentences of another direction. */

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A name as it stands in a sentence: one that is written from right to left pulls nothing of the sentence with it. */
export function isolate(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** A sentence without what keeps such names apart, for where nobody sees the difference but the marks themselves. */
export function withoutIsolation(sentence: string): string {
  return sentence.replace(/\u2068([^\u2066-\u2069]*)\u2069/g, '$1');
}
