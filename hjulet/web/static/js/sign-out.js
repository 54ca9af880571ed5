/* Whoever signs out leaves no text in the browser. */
import { forgetAll } from "./kept-texts.js";

export function watchSignOut() {
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]") && !event.defaultPrevented) forgetAll();
  });
}
