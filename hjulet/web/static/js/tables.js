/* Tables: heads that stay while one scrolls, and a copy of any table to work on elsewhere. */
import { addTableTools } from "./table-tools.js";

export function watchTables() {
  addTableTools();
  fit();
  const sizes = new ResizeObserver(() => requestAnimationFrame(fit));
  for (const part of document.querySelectorAll(".top, .table-frame, .table-frame > table")) sizes.observe(part);
}

/* Only a table that needs no scroll of its own can have heads that follow the page's. Asked again whenever sizes
   change: by the window, by fonts that arrive, and by readers who space the text out. */
function fit() {
  const bar = document.querySelector(".top");
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("--bar", `${height}px`);
  for (const frame of document.querySelectorAll(".table-frame")) {
    frame.classList.remove("fits");
    frame.classList.toggle("fits", frame.scrollWidth <= frame.clientWidth);
  }
}
