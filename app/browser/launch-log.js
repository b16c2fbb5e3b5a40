import { LogLines, part } from "./log-lines.js";

/** How often the server is asked what was told since. */
const EVERY_MS = 2000;

/** @typedef {{ at: string, by: string, sentence: string, json: string, refused: boolean }} Told */

/**
 * Let the log of a trial grow while the page is open. Without a script the page is loaded again.
 *
 * @param {HTMLElement} panel names the address in `data-log` and the mark to go on from in `data-log-after`
 */
export function followLog(panel) {
  const lines = new LogLines(panel);
  const trouble = part(panel, "trouble");
  let after = panel.dataset.logAfter ?? "";

  const ask = async () => {
    if (!document.hidden) {
      try {
        const log = await read(panel.dataset.log ?? "", after);
        after = log.after;
        lines.add(...log.lines.map(({ json, ...line }) => ({ ...line, raw: json })));
        judge(log.verdict, log.done);
        trouble.hidden = true;
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
        trouble.hidden = false;
      }
    }
    window.setTimeout(ask, EVERY_MS);
  };

  window.setTimeout(ask, EVERY_MS);
}

/**
 * @param {string} address
 * @param {string} after
 * @returns {Promise<{ after: string, lines: Told[], verdict: string, done: boolean }>}
 */
async function read(address, after) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("after", after);
  const answer = await fetch(url);
  if (!answer.ok) throw new TypeError(`the log answered ${answer.status}`);
  return answer.json();
}

/** @param {string} sentence @param {boolean} done */
function judge(sentence, done) {
  const verdict = /** @type {HTMLElement} */ (document.querySelector("[data-trial-verdict]"));
  // A region that is read out says only what is new.
  if (verdict.textContent !== sentence) verdict.textContent = sentence;
  verdict.classList.toggle("app-verdict--done", done);
}
