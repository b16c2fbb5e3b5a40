/**
 * Have the next page there before it is asked for, once the way to it comes into view.
 *
 * The browser drops what it fetched if it is not used, and the server does not count it as opened: the page
 * tells that by itself when it is shown. Who saves data gets nothing before it is wanted.
 */

/** Return a function to call when what was fetched may be out of date. @returns {() => void} */
export function fetchNextEarly() {
  const way = /** @type {HTMLAnchorElement|null} */ (document.querySelector("[data-topic] ~ nav a[rel=next]"));
  if (!way || savesData() || !canSpeculate()) return () => {};
  /** @type {HTMLScriptElement|null} */
  let asked = null;
  const ask = () => {
    asked?.remove();
    asked = ruleFor(way.href);
    document.head.append(asked);
  };
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    watch.disconnect();
    ask();
  });
  watch.observe(way);
  return () => {
    if (asked) ask();
  };
}

const canSpeculate = () =>
  "IntersectionObserver" in window && /** @type {any} */ (HTMLScriptElement).supports?.("speculationrules") === true;

const savesData = () =>
  document.documentElement.classList.contains("fs-low") ||
  /** @type {any} */ (navigator).connection?.saveData === true;

/** @param {string} address @returns {HTMLScriptElement} */
function ruleFor(address) {
  const rule = document.createElement("script");
  rule.type = "speculationrules";
  // The page's own number used once: nothing inline is let through without it.
  rule.nonce = /** @type {HTMLScriptElement|null} */ (document.querySelector("script[nonce]"))?.nonce ?? "";
  rule.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [address] }] });
  return rule;
}
