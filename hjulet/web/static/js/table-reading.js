/* A table as it stands on the page, read as rows of texts: for the clipboard, for csv, and for a workbook. */
const NUMBER = /^[+\u2212-]?\d[\d\s]*(,\d+)?$/;
const FORMULA = /^[=+\-@\t\r\n]/;
const LEFT_OUT = "button, svg, .talk, script, template, [hidden], [type=hidden], [type=checkbox], [type=radio], .errorlist";
const APART = "br, p, div, li, dt, dd";

/* The name, and the unit that stands beside it. */
export function captionOf(table) {
  return table.caption ? words(table.caption) : (table.closest("[aria-label]")?.getAttribute("aria-label") ?? "");
}

export function nameOf(table) {
  if (!table.caption) return captionOf(table);
  const unit = table.caption.querySelector(".unit");
  return unit ? captionOf(table).replace(words(unit), "").trim() : captionOf(table);
}

/* Tabs between cells: a spreadsheet reads it as cells. A line break within a cell would make a row. */
export function asText(table) {
  return grid(table).map((row) => row.map((cell) => plain(cell)).join("\t")).join("\n");
}

/* As Swedish Excel wants it: a mark at the start, semicolons, decimal comma. What a sheet would take for a
   formula gets an apostrophe before it; a number is none. */
export function asCsv(table) {
  const lines = grid(table).map((row) => row.map((cell) => quoted(isNumber(cell) ? plain(cell) : safe(cell.text))));
  return "\ufeff" + lines.map((line) => line.join(";") + "\r\n").join("");
}

/* As POST /tabell.xlsx wants it: exact values beside what is shown, where the page gives them. */
export function asJson(table) {
  const rows = grid(table);
  const heads = rows.filter((row) => row.isHead);
  const body = rows.filter((row) => !row.isHead);
  const width = Math.max(...rows.map((row) => row.length));
  return {
    caption: captionOf(table),
    columns: Array.from({ length: width }, (_, at) => ({
      label: [...new Set(heads.map((row) => row[at]?.text ?? ""))].filter(Boolean).join(" "),
      number: body.some((row) => row[at]?.isRight),
    })),
    rows: body.map((row) => ({
      sum: row.isSum,
      cells: Array.from({ length: width }, (_, at) => both(row[at])),
    })),
  };
}

/* Rows of cells, those that span several columns or rows given their place once and blanks after it. */
function grid(table) {
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((line, at) => {
    rows[at].isHead = line.parentElement.tagName === "THEAD";
    rows[at].isSum = line.matches(".sum, tfoot *");
    for (const cell of line.cells) {
      if (cell.matches(".bar-cell")) continue;
      let place = 0;
      while (rows[at][place]) place += 1;
      for (let down = 0; down < cell.rowSpan && rows[at + down]; down += 1) {
        for (let along = 0; along < cell.colSpan; along += 1) {
          rows[at + down][place + along] = down || along ? { text: "" } : read(cell);
        }
      }
    }
  });
  return rows;
}

function read(cell) {
  const given = cell.matches("[data-value]") ? cell : cell.querySelector("[data-value]");
  return { text: words(cell), exact: given?.dataset.value ?? "", isRight: cell.matches("td.num") };
}

/* The words of a part of the page, fields by what is chosen or written in them. */
function words(part) {
  return gathered(part).replace(/\s+/g, " ").trim();
}

function gathered(part) {
  if (part.nodeType === Node.TEXT_NODE) return part.data;
  if (part.nodeType !== Node.ELEMENT_NODE || part.matches(LEFT_OUT)) return "";
  if (part.matches("select")) return part.selectedOptions[0]?.text ?? "";
  if (part.matches("input, textarea")) return part.value;
  const inside = [...part.childNodes].map(gathered).join("");
  return part.matches(APART) ? ` ${inside} ` : inside;
}

function isNumber(cell) {
  return Boolean(cell.isRight) && NUMBER.test(cell.text);
}

/* A number without its blanks and with the minus of the keyboard; the plus stands in the style sheet. */
function plain(cell) {
  return isNumber(cell) ? cell.text.replace(/\s/g, "").replace("\u2212", "-") : cell.text;
}

function safe(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text) {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function both(cell) {
  if (!cell) return "";
  return cell.exact ? [cell.text, cell.exact] : cell.text;
}
