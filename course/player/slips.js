/** How far two words are apart in slips of the finger: the twin of `course/slips.py`. */

const ONE_SLIP = 5;
const TWO_SLIPS = 10;

/** Return how many slips lead from one word to another. @param {string} one @param {string} other */
export function distance(one, other) {
  const [mine, theirs] = [[...one], [...other]];
  /** @type {number[]} */
  let before = [];
  let row = [...theirs.keys(), theirs.length];
  mine.forEach((letter, i) => {
    const previous = row;
    row = [i + 1];
    theirs.forEach((there, j) => {
      let cost = Math.min(previous[j + 1] + 1, row[j] + 1, previous[j] + Number(letter !== there));
      if (i > 0 && j > 0 && letter === theirs[j - 1] && mine[i - 1] === there) {
        cost = Math.min(cost, before[j - 1] + 1);
      }
      row.push(cost);
    });
    before = previous;
  });
  return row[theirs.length];
}

/** Return how many slips a word is forgiven: none in a short one, nor where a figure could change. @param {string} word */
export function allowedSlips(word) {
  const letters = [...word].length;
  if (letters < ONE_SLIP || /[0-9]/.test(word)) return 0;
  return letters < TWO_SLIPS ? 1 : 2;
}
