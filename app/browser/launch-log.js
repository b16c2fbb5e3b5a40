/** How often the server is asked what was told since. */
const EVERY_MS = 2000;

/**
 * Let the log of a trial grow while the page is open. Without a script the page is loaded again.
 *
 * @param {HTMLElement} log names the address in `data-log` and the mark to go on from in `data-log-after`
 */
export function followLog(log) {
  let after = log.dataset.logAfter ?? "0";
  const trouble = part(log, "trouble");

  const ask = async () => {
    if (!document.hidden) {
      try {
        after = show(log, await read(log.dataset.log ?? "", after));
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
 * @typedef {{ at: string, by_lms: boolean, sentence: string, json: string }} Line
 * @typedef {{ at: string, sentence: string }} Refused
 * @typedef {{ after: number, lines: Line[], verdict: string, done: boolean, refused: Refused[] }} Told
 */

/**
 * @param {string} address
 * @param {string} after
 * @returns {Promise<Told>}
 */
async function read(address, after) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("after", after);
  const answer = await fetch(url);
  if (!answer.ok) throw new TypeError(`the log answered ${answer.status}`);
  return answer.json();
}

/** @param {HTMLElement} log @param {Told} told @returns {string} the mark to go on from */
function show(log, told) {
  const list = /** @type {HTMLElement} */ (log.querySelector("ol"));
  list.append(...told.lines.map((line) => entry(log, line)));
  showRefused(log, told.refused);
  if (told.lines.length) {
    part(log, "empty").hidden = true;
    const panel = log.closest("[data-log-scroll]");
    panel?.scrollTo({ top: panel.scrollHeight });
  }
  for (const verdict of document.querySelectorAll("[data-log-verdict]")) {
    // A region that is read out says only what is new.
    if (verdict.textContent !== told.verdict) verdict.textContent = told.verdict;
    verdict.classList.toggle("app-verdict--done", told.done);
  }
  return String(told.after);
}

/** @param {HTMLElement} log @param {Line} line @returns {Node} */
function entry(log, line) {
  const made = copyOf(log, "template");
  part(made, "at").textContent = line.at;
  part(made, "by").textContent = line.by_lms ? "LMS" : "Unit";
  part(made, "sentence").textContent = line.sentence;
  part(made, "json").textContent = line.json;
  return made;
}

/** @param {HTMLElement} log @param {Refused[]} refused all of them; what is shown already stays */
function showRefused(log, refused) {
  const list = part(log, "refusals");
  for (const each of refused.slice(list.childElementCount)) {
    const made = copyOf(log, "refusal");
    part(made, "at").textContent = each.at;
    part(made, "sentence").textContent = each.sentence;
    list.append(made);
  }
  part(log, "refused").hidden = !refused.length;
}

/** @param {HTMLElement} log @param {string} name of a template @returns {HTMLElement} */
function copyOf(log, name) {
  const template = /** @type {HTMLTemplateElement} */ (part(log, name));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {Element} within @param {string} name @returns {HTMLElement} */
function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-log-${name}]`));
}
