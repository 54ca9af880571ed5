/* Keys in tables that one works in: each cell stays an ordinary link, reached with Tab as well. */
import { isWriting, lettersOn, watchLetters } from "./letters.js";

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
const LETTERS = { j: () => move(1, 0), k: () => move(-1, 0), r: openRows, n: () => turn("next"), p: () => turn("prev") };
const OPEN = "details.menu[open], details.panel[open], .margin-note.floating";

const table = document.querySelector("table[data-keys]");
const button = document.getElementById("letters");
if (button) watchLetters(button);

document.addEventListener("keydown", (event) => {
  if (isWriting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  if (arrow && standing() && move(...arrow)) event.preventDefault();
  if (event.key in LETTERS && lettersOn()) LETTERS[event.key]();
});

/* Before the others hear of it: what is open closes first, and the next press goes back. */
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || isWriting(event)) return;
    const open = document.querySelector(OPEN);
    if (!open) document.querySelector("a[data-back]")?.click();
    else if (open.matches("details.panel")) close(open);
  },
  { capture: true },
);

function close(panel) {
  panel.open = false;
  panel.querySelector("summary").focus();
}

/* The link in the table that has focus. */
function standing() {
  const link = document.activeElement;
  return table?.contains(link) && link.matches("tbody a, tfoot a") ? link : null;
}

function move(down, across) {
  const from = standing();
  const to = from ? beyond(from, down, across) : table?.querySelector("tbody a");
  if (!to) return false;
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

function beyond(link, down, across) {
  const cell = link.closest("td, th");
  if (across) {
    for (let at = cell; (at = across > 0 ? at.nextElementSibling : at.previousElementSibling); ) {
      if (at.querySelector("a")) return at.querySelector("a");
    }
    return null;
  }
  const rows = [...table.querySelectorAll("tbody tr, tfoot tr")];
  for (let at = rows.indexOf(cell.parentElement) + down; rows[at]; at += down) {
    const found = rows[at].cells[cell.cellIndex]?.querySelector("a");
    if (found) return found;
  }
  return null;
}

/* The rows behind a cell have its filters and another path. */
function openRows() {
  const link = standing();
  if (!link || !table.dataset.rows) return;
  const address = new URL(link.href);
  address.pathname = table.dataset.rows;
  location.assign(address);
}

function turn(way) {
  document.querySelector(`a[rel="${way}"]`)?.click();
}
