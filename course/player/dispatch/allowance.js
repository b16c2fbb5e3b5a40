/** How many messages are heard: bursts as a sent assessment makes, but no flood. */

const MOST_AT_ONCE = 300;
const A_SECOND = 30;

export class Allowance {
  constructor() {
    this.left = MOST_AT_ONCE;
    this.at = performance.now();
  }

  /** Return whether one more message may be heard. */
  takes() {
    const now = performance.now();
    this.left = Math.min(MOST_AT_ONCE, this.left + ((now - this.at) / 1_000) * A_SECOND);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
