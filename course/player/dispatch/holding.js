/**
 * What the course tells our server of its own accord: that the LMS has stored something. From then on the
 * seat is held; and the server says whether the visit may go on.
 *
 * It needs nothing of the page in the LMS, which may be years old.
 */

const A_WHILE_MS = 60_000;
const GONE = 410;

export class Holding {
  /** When it is told at the earliest, as the page's clock runs. */
  next = 0;

  /**
   * Tell it, where it has not been told for a while.
   * @returns {Promise<boolean>} whether the visit may go on. No answer ends none
   */
  async goesOn() {
    const now = performance.now();
    if (now < this.next) return true;
    this.next = now + A_WHILE_MS;
    try {
      const answer = await fetch("kept", { method: "POST", credentials: "omit" });
      return answer.status !== GONE;
    } catch {
      return true;
    }
  }
}
