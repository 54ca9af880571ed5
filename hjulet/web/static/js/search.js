/* The key "/" moves to the search field, unless one is writing. */
import { isWriting, lettersOn } from "./letters.js";

export function watchSearchKey() {
  const field = document.getElementById("search");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || isWriting(event) || !lettersOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
