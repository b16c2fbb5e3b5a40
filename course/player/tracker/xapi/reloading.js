/**
 * Whether a page that goes away was asked to load again. A browser does not say so; the keys that people
 * press for it do, and so does a script. Its button stays unseen.
 */

const MOMENT_MS = 2_000;

/** @returns {() => boolean} */
export function watchReloading() {
  let asked = -MOMENT_MS;
  const note = () => {
    asked = performance.now();
  };
  window.addEventListener("keydown", (event) => {
    const withCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "r";
    if (event.key === "F5" || withCommand) note();
  });
  const { navigation } = /** @type {any} */ (window);
  navigation?.addEventListener?.("navigate", (/** @type {any} */ event) => {
    if (event.navigationType === "reload") note();
  });
  return () => performance.now() - asked < MOMENT_MS;
}
