/* Tables: heads that stay while one scrolls, and a copy that a spreadsheet reads as numbers. */
const swedish = document.documentElement.lang === "sv";
const words = swedish ? ["Kopiera tabellen", "Kopierad"] : ["Copy the table", "Copied"];

export function watchTables() {
  for (const frame of document.querySelectorAll(".table-frame")) {
    if (navigator.clipboard && frame.querySelector("tbody td.num")) addCopy(frame);
  }
  fit();
  addEventListener("resize", fit);
  document.fonts?.ready.then(fit);
}

/* Only a table that needs no scroll of its own can have heads that follow the page's. */
function fit() {
  const bar = document.querySelector(".top");
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("--bar", `${height}px`);
  for (const frame of document.querySelectorAll(".table-frame")) {
    frame.classList.remove("fits");
    frame.classList.toggle("fits", frame.scrollWidth <= frame.clientWidth);
  }
}

function addCopy(frame) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain copy-table";
  button.textContent = words[0];
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(asText(frame.querySelector("table")));
    button.textContent = words[1];
    setTimeout(() => (button.textContent = words[0]), 1500);
  });
  frame.append(button);
}

export function asText(table) {
  const rows = [...table.rows].map((row) => [...row.cells].filter((cell) => !cell.matches(".bar-cell")));
  return rows.map((cells) => cells.map(cellText).join("\t")).join("\n");
}

/* A number without its blanks and with the minus of the keyboard; the plus stands in the style sheet. */
function cellText(cell) {
  const text = cell.textContent.replace(/\s+/g, " ").trim();
  const number = cell.matches("td.num") && /^[+\u2212]?[\d\s]+(,\d+)?$/.test(text);
  return number ? text.replace(/\s/g, "").replace("\u2212", "-") : text;
}
