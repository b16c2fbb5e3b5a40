/** Print what is in view: with script alone, since paper needs no button. */

import { all } from "./dom.js";

/** Show each button that prints. */
export function offerToPrint() {
  for (const print of all("button[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
}
