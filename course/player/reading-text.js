/** What a voice reads of a part of the page: its running text, in pieces that a browser can speak. */

/** @typedef {{text: string, element: Element}} Piece */

/** Longer utterances are cut off by Chrome's voices from the net, after some 15 seconds. */
const LONGEST = 180;

const BLOCKS = "p, li, h2, h3, h4, h5, h6, dt, dd, td, th, blockquote";
// Forms are questions; notes of terms are asides; pictures, code and repeated headers are for the eye.
const SILENT =
  "form, figure, pre, script, style, template, noscript, button[data-say], .fs-term-note, [aria-hidden='true'], [hidden]";

/** Where a text may be cut: best after a sentence, else after a clause, else between words. */
const SEAMS = [/[.!?…]["”’)]*\s/g, /[,;:–]\s/g, /\s/g];

/** Return what is to be read, in order. @param {Element} root @returns {Piece[]} */
export function piecesOf(root) {
  return paragraphsOf(root).flatMap(({ text, element }) =>
    cut(text).map((piece) => ({ text: piece, element })),
  );
}

/** Return a text in pieces that are not too long. @param {string} text @returns {string[]} */
export function cut(text, longest = LONGEST) {
  const pieces = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = seamIn(rest.slice(0, longest + 1));
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) pieces.push(rest);
  return pieces;
}

/** @param {string} text @returns {number} */
function seamIn(text) {
  for (const seam of SEAMS) {
    const ends = [...text.matchAll(seam)].map((match) => (match.index ?? 0) + match[0].length);
    const last = ends.pop();
    if (last !== undefined) return last;
  }
  return text.length - 1;
}

/** @param {Element} root @returns {Piece[]} */
function paragraphsOf(root) {
  /** @type {Piece[]} */
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) =>
      node instanceof Element && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  while (walker.nextNode()) {
    if (!(walker.currentNode instanceof Text)) continue;
    const element = walker.currentNode.parentElement?.closest(BLOCKS) ?? root;
    const last = found[found.length - 1];
    if (last?.element === element) last.text += walker.currentNode.data;
    else found.push({ text: walker.currentNode.data, element });
  }
  return found
    .map(({ text, element }) => ({ text: text.replace(/\s+/g, " ").trim(), element }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
