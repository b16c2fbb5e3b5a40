/**
 * Repeatable order: the twin of `course/random32.py`.
 * Sources: FNV-1a (Fowler, Noll, Vo); mulberry32 (Tommy Ettinger, public domain); Durstenfeld's shuffle.
 */

/** Return the 32-bit FNV-1a hash of a text's UTF-8 bytes. @param {string} text */
export function fnv1a32(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** Return a function that gives the next unsigned 32-bit integer. @param {number} seed 0 to 2**32 - 1 */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * Return the ids in an order that depends on seed and salt alone.
 * @param {readonly string[]} ids
 * @param {number} seed
 * @param {string} salt
 */
export function shuffled(ids, seed, salt) {
  const order = [...ids];
  const next = mulberry32((seed ^ fnv1a32(salt)) >>> 0);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor((next() * (i + 1)) / 2 ** 32);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
