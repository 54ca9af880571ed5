/* Where a figure comes from, in the margin, level with the figure that one points at or has tabbed to. */
import { showCopies } from "./references.js";

const WAIT = 150;
const fetched = new Map();
let waiting;

export function watchFigures() {
  const margin = document.getElementById("margin");
  if (!margin) return;
  for (const start of ["pointerover", "focusin"]) {
    document.addEventListener(start, (event) => {
      const figure = event.target.closest?.("a.figure[data-figure]");
      if (!figure || !beside(figure, margin)) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => show(figure, margin), WAIT);
    });
  }
  document.addEventListener("pointerout", () => clearTimeout(waiting));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") note(margin)?.remove();
  });
}

/* On a narrow screen the margin lies below, and a wide table may take it: then there is no place for a note.
   A table that scrolls within its frame stays beside the margin. */
function beside(figure, margin) {
  const shown = figure.closest(".table-frame") ?? document.getElementById("main");
  return margin.getBoundingClientRect().left >= shown.getBoundingClientRect().right;
}

async function show(figure, margin) {
  const html = await source(figure.href);
  if (!html) return;
  let shown = note(margin);
  if (!shown) {
    shown = document.createElement("div");
    shown.className = "margin-note floating";
    margin.append(shown);
  }
  shown.innerHTML = html;
  showCopies(shown);
  const top = figure.getBoundingClientRect().top - margin.getBoundingClientRect().top;
  shown.style.top = `${Math.max(0, Math.round(top))}px`;
}

function note(margin) {
  return margin.querySelector(".margin-note.floating");
}

async function source(href) {
  if (!fetched.has(href)) {
    const address = new URL(href, document.baseURI);
    address.searchParams.set("fragment", "1");
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.status === 503) return "";  // the database is away: asked again next time
    fetched.set(href, answer.ok && !answer.redirected ? await answer.text() : "");
  }
  return fetched.get(href);
}
