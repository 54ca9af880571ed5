/* A card of the board is dragged, or taken up and moved with keys. Without this one presses its buttons. */
const says = document.getElementById("board-says");
const columns = [...document.querySelectorAll(".board-column")];
let held = null; // the card that is taken up, and the column that it came from
const sending = new Set(); // cards whose last move is not answered yet

for (const card of document.querySelectorAll(".board-columns .board-card")) {
  card.tabIndex = 0;
  card.draggable = true;
  card.setAttribute("role", "group");
  card.setAttribute("aria-roledescription", says.dataset.kind);
  card.setAttribute("aria-label", card.dataset.title);
  card.setAttribute("aria-describedby", "board-how");
  card.addEventListener("keydown", press);
  card.addEventListener("blur", () => held?.byKey && setTimeout(lost, 0));
  card.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.title);
    take(card, { byKey: false });
  });
  card.addEventListener("dragend", () => held && putBack());
}

/* One tap, and one writes. */
for (const form of document.querySelectorAll(".board-tell")) {
  form.addEventListener("toggle", () => form.open && form.querySelector("textarea").focus());
}

for (const column of columns) {
  column.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    mark(column);
  });
  column.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    place(held.card, column);
    putDown();
  });
}

function press(event) {
  const card = event.currentTarget;
  if (event.target !== card || event.ctrlKey || event.metaKey || event.altKey) return;
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") held ? putDown() : take(card, { byKey: true });
  else if (held && event.key === "Escape") putBack();
  else if (held && way) step(way);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(card, { byKey }) {
  if (sending.has(card)) return;
  held = { card, from: columnOf(card), byKey };
  card.classList.add("held");
  tell("up", card);
}

function step(way) {
  const to = columns[columns.indexOf(columnOf(held.card)) + way];
  if (!to) return tell("edge", held.card);
  place(held.card, to);
  tell("over", held.card);
}

/* Whoever leaves a card that is taken up has not put it down. */
function lost() {
  if (held && document.activeElement !== held.card) putBack();
}

function putBack() {
  const { card, from } = release();
  place(card, from);
  tell("back", card);
}

async function putDown() {
  const { card, from } = release();
  const to = columnOf(card);
  if (to === from) return tell("same", card);
  const form = card.querySelector("form");
  const button = form.querySelector(`button[value="${to.dataset.step}"]`);
  sending.add(card);
  const answer = await send(form, to.dataset.step);
  sending.delete(card);
  if (answer === null) {
    place(card, from);
    return tell("away", card);
  }
  if (answer !== "moved") return form.requestSubmit(button); // the page that answers shows both moves
  form.elements.from.value = to.dataset.step;
  button.value = from.dataset.step;
  button.firstChild.data = from.dataset.word;
  tell("down", card);
}

/* A move that is made leads back to the board; anything else is a page to show. */
async function send(form, step) {
  const body = new FormData(form);
  body.set("step", step);
  try {
    const options = { method: "POST", body, redirect: "manual" };
    const answer = await fetch(form.action, options);
    return answer.type === "opaqueredirect" ? "moved" : "asked";
  } catch {
    return null; // the server is away for a moment
  }
}

function release() {
  const was = held;
  held = null;
  was.card.classList.remove("held");
  mark(null);
  return was;
}

/* A card stands among the others as the server orders them: by the day, then as they were written.
   It keeps the focus, which the browser takes from what is moved. */
function place(card, column) {
  const hasFocus = document.activeElement === card;
  const cards = [...column.querySelectorAll(".board-card")].filter((each) => each !== card);
  const after = cards.find((each) => each.dataset.order > card.dataset.order);
  column.querySelector(".board-cards").insertBefore(card.parentElement, after?.parentElement ?? null);
  if (hasFocus) card.focus();
  for (const each of columns) {
    const count = each.querySelectorAll(".board-card").length;
    for (const word of document.querySelectorAll(`[data-count="${each.dataset.step}"]`)) word.textContent = count;
  }
}

function mark(column) {
  for (const each of columns) each.classList.toggle("over", each === column);
}

function columnOf(card) {
  return card.closest(".board-column");
}

function tell(what, card) {
  const words = { "{title}": card.dataset.title, "{step}": columnOf(card).dataset.word };
  says.textContent = says.dataset[what].replace(/\{title\}|\{step\}/g, (word) => words[word]);
}
