/* Under each table of data a quiet row: copy it, take it as csv, take it as a workbook. Without this the table
   can be marked and copied by hand. A page that gives its table as files itself says which in data-has-files. */
import { asCsv, asJson, asText, captionOf, nameOf } from "./table-reading.js";

const WORKBOOK = "/tabell.xlsx";
const WORDS = {
  sv: {
    tools: "Tabellen",
    copy: ["Kopiera", "Kopiera tabellen"],
    csv: ["csv", "csv av tabellen"],
    xlsx: ["Excel", "Excelbok av tabellen"],
    copied: "Kopierad",
    fetched: "Hämtad",
    failed: "Det gick inte att hämta tabellen. Försök igen, eller hämta den som csv.",
    out: "Du är utloggad. Logga in på nytt och försök igen.",
    unnamed: "tabell",
  },
  en: {
    tools: "The table",
    copy: ["Copy", "Copy the table"],
    csv: ["csv", "csv of the table"],
    xlsx: ["Excel", "Excel workbook of the table"],
    copied: "Copied",
    fetched: "Downloaded",
    failed: "The table could not be downloaded. Try again, or download it as csv.",
    out: "You have been signed out. Sign in and try again.",
    unnamed: "table",
  },
};
const words = WORDS[document.documentElement.lang] ?? WORDS.en;
const DO = { copy, csv, xlsx };

export function addTableTools() {
  for (const table of document.querySelectorAll("main table")) {
    if (hasData(table)) addTools(table);
  }
}

/* A table whose only row says that there is nothing has nothing to give. */
function hasData(table) {
  return [...table.tBodies].some((body) => [...body.rows].some((row) => row.cells.length > 1));
}

function addTools(table) {
  const given = (table.dataset.hasFiles ?? "").split(" ");
  const kinds = Object.keys(DO).filter((kind) => !given.includes(kind) && (kind !== "copy" || navigator.clipboard));
  if (!kinds.length) return;
  const row = document.createElement("div");
  row.className = "table-tools";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", `${words.tools} ${nameOf(table)}`.trim());
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  row.append(...kinds.map((kind) => button(kind, table, said)), said);
  const frame = table.closest(".table-frame");
  if (frame) frame.append(row);
  else table.after(row);
}

function button(kind, table, said) {
  const made = document.createElement("button");
  const [shown, meant] = words[kind];
  made.type = "button";
  made.className = "plain";
  made.textContent = shown;
  made.setAttribute("aria-label", `${meant} ${nameOf(table)}`.trim());
  made.addEventListener("click", async () => say(said, await DO[kind](table)));
  return made;
}

/* What went well is said for a moment; what did not stays until the next try. */
function say(said, text) {
  said.textContent = text;
  if (text === words.copied || text === words.fetched) {
    setTimeout(() => (said.textContent = said.textContent === text ? "" : said.textContent), 2500);
  }
}

async function copy(table) {
  await navigator.clipboard.writeText(asText(table));
  return words.copied;
}

function csv(table) {
  save(new Blob([asCsv(table)], { type: "text/csv;charset=utf-8" }), `${fileName(table)}.csv`);
  return words.fetched;
}

async function xlsx(table) {
  const answer = await fetch(WORKBOOK, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "",
    },
    body: JSON.stringify(asJson(table)),
  }).catch(() => null);
  if (answer?.redirected) return words.out;
  if (answer?.status === 422) return answer.text();
  if (!answer?.ok) return words.failed;
  save(await answer.blob(), `${fileName(table)}.xlsx`);
  return words.fetched;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function fileName(table) {
  const name = captionOf(table).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return name.slice(0, 60) || words.unnamed;
}
