/** Keeps what was made of a value, for what a build asks for again and again. */

/** So many values are kept of each; their texts are short. */
const KEPT = 10_000;

/**
 * The same function, which makes something of a number or text once. It must follow from its argument alone. When so many
 * are kept, it begins anew, so that a long history takes no more memory than a short one.
 */
export function remember<K extends number | string, V extends object | number | string>(
  make: (key: K) => V,
  kept = KEPT,
): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    if (known.size >= kept) known.clear();
    known.set(key, made);
    return made;
  };
}
