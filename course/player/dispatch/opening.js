/**
 * Opening the course from our server, in a frame or in a window of its own.
 *
 * It is asked for with POST: a launch takes a seat, which no link, preview or scanner shall do; and the
 * browser then says by itself, in the header `Origin`, from where the course is asked for.
 */

/** What the course may do in its frame: anything but lead the LMS's own page away. */
const SANDBOX = [
  ...["allow-scripts", "allow-same-origin", "allow-forms", "allow-modals", "allow-downloads"],
  ...["allow-popups", "allow-popups-to-escape-sandbox"],
].join(" ");

const WINDOW_FEATURES = "width=1200,height=900,resizable=yes,scrollbars=yes";

/** @typedef {{peer: Window, frame: HTMLIFrameElement|null, name: string}} Opened */

/** Return a text that nobody can guess, 32 characters. */
export function chance() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}

/**
 * Return an empty frame. Its name is nobody else's, so that no other window receives the launch.
 * @param {string} title
 * @param {(frame: HTMLIFrameElement) => void} put into the page
 * @returns {Opened}
 */
export function openFrame(title, put) {
  const frame = document.createElement("iframe");
  frame.name = chance();
  frame.title = title;
  frame.setAttribute("sandbox", SANDBOX);
  put(frame);
  frame.addEventListener("load", () => frame.contentWindow?.focus());
  return { peer: /** @type {Window} */ (frame.contentWindow), frame, name: frame.name };
}

/** Return an empty window, or null where the browser allows none. @returns {Opened|null} */
export function openWindow() {
  const name = chance();
  const peer = window.open("", name, WINDOW_FEATURES);
  return peer && { peer, frame: null, name };
}

/**
 * Ask the server for the course.
 * @param {string} address
 * @param {Opened} opened where it is to stand
 * @param {Record<string, string>} fields
 */
export function ask(address, { name }, fields) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.target = name;
  for (const [field, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = field;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
