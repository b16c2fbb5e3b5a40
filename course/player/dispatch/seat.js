/**
 * The seat of a licence, in front of the state that the LMS keeps: `d1~<seat>~<state>`.
 *
 * The server gives it at the first launch, by chance; it says nothing of who sits there. It stands in
 * the suspend data, so that a later launch takes no second one.
 */

const MARK = "d1";

/** What a seat looks like. */
export const SEAT = /^[A-Za-z0-9_-]{12}$/;

/** How much of the suspend data it takes: the twin of `packager/dispatch.py`. */
export const PREFIX_CHARACTERS = MARK.length + 12 + 2;

const KEPT = new RegExp(`^${MARK}~([A-Za-z0-9_-]{12})~`);

/** Return what the LMS is to keep. @param {string} seat empty for none @param {string} state */
export const withSeat = (seat, state) => (seat ? `${MARK}~${seat}~${state}` : state);

/**
 * Return the seat, empty where there is none, and the state behind it.
 * @param {string} kept what the LMS kept
 */
export function apart(kept) {
  const found = KEPT.exec(kept);
  return found ? { seat: found[1], state: kept.slice(found[0].length) } : { seat: "", state: kept };
}
