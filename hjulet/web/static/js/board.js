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
    if (column === held.from) placeBefore(held.card, cardUnder(column, event.clientY));
    else place(held.card, column);
    putDown();
  });
}

function press(event) {
  const card = event.currentTarget;
  if (event.target !== card || event.ctrlKey || event.metaKey || event.altKey) return;
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const within = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") held ? putDown() : take(card, { byKey: true });
  else if (held && event.key === "Escape") putBack();
  else if (held && way) step(way);
  else if (held && within) stepWithin(within);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(card, { byKey }) {
  if (sending.has(card)) return;
  held = { card, from: columnOf(card), next: cardAfter(card), byKey };
  card.classList.add("held");
  tell("up", card);
}

function step(way) {
  const to = columns[columns.indexOf(columnOf(held.card)) + way];
  if (!to) return tell("edge", held.card);
  place(held.card, to);
  tell("over", held.card);
}

/* In the column that it came from a card is put in order by hand; in another one its day decides. */
function stepWithin(way) {
  const { card, from } = held;
  const cards = cardsOf(from);
  const to = cards.indexOf(card) + way;
  if (columnOf(card) !== from || to < 0 || to >= cards.length) return tell("edge", card);
  placeBefore(card, way > 0 ? cardAfter(cards[to]) : cards[to]);
  tell("place", card);
}

/* Whoever leaves a card that is taken up has not put it down. */
function lost() {
  if (held && document.activeElement !== held.card) putBack();
}

function putBack() {
  const { card, from, next } = release();
  placeBefore(card, next, from);
  tell("back", card);
}

async function putDown() {
  const { card, from, next } = release();
  const to = columnOf(card);
  if (to === from) return cardAfter(card) === next ? tell("same", card) : order(card, next);
  const form = card.querySelector("form");
  const button = form.querySelector(`button[value="${to.dataset.step}"]`);
  sending.add(card);
  const answer = await send(form, { step: to.dataset.step });
  sending.delete(card);
  if (answer === null) {
    placeBefore(card, next, from);
    return tell("away", card);
  }
  if (answer !== "moved") return form.requestSubmit(button); // the page that answers shows both moves
  form.elements.from.value = to.dataset.step;
  button.value = from.dataset.step;
  button.firstChild.data = from.dataset.word;
  card.dataset.order = card.dataset.loose;
  for (const column of [from, to]) renew(column);
  tell("down", card);
}

/* The order of a column is saved by the card that it stands before; the page keeps the version of the order. */
async function order(card, next) {
  const form = card.querySelector(".board-order");
  const after = cardAfter(card);
  const before = after ? after.dataset.card : "";
  sending.add(card);
  const answer = await send(form, { before });
  sending.delete(card);
  if (answer === null) {
    placeBefore(card, next);
    return tell("away", card);
  }
  if (answer !== "moved") {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "before", value: before }));
    return form.submit(); // the page that answers shows how the cards lie
  }
  for (const each of document.querySelectorAll(".board-order")) each.elements.version.value = Number(each.elements.version.value) + 1;
  cardsOf(columnOf(card)).forEach((each, place) => (each.dataset.order = `0 ${String(place).padStart(6, "0")}`));
  renew(columnOf(card));
  tell("sorted", card);
}

/* The buttons of a column's cards name those that now lie beside them. */
function renew(column) {
  const cards = cardsOf(column);
  cards.forEach((card, place) => {
    const beside = { up: cards[place - 1], down: cards[place + 2] };
    const may = { up: place > 0, down: place + 1 < cards.length };
    for (const button of card.querySelectorAll(".board-order button")) {
      button.value = beside[button.dataset.way]?.dataset.card ?? "";
      button.hidden = !may[button.dataset.way];
    }
  });
}

/* A move that is made leads back to the board; anything else is a page to show. */
async function send(form, values) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) body.set(name, value);
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

/* A card stands among the others as the server orders them: by hand, else by the day, then as they were written. */
function place(card, column) {
  const own = held && column !== held.from ? card.dataset.loose : card.dataset.order;
  const cards = cardsOf(column).filter((each) => each !== card);
  placeBefore(card, cards.find((each) => each.dataset.order > own) ?? null, column);
}

/* It keeps the focus, which the browser takes from what is moved. */
function placeBefore(card, next, column = columnOf(card)) {
  const hasFocus = document.activeElement === card;
  column.querySelector(".board-cards").insertBefore(card.parentElement, next?.parentElement ?? null);
  if (hasFocus) card.focus();
  for (const each of columns) {
    const count = each.querySelectorAll(".board-card").length;
    for (const word of document.querySelectorAll(`[data-count="${each.dataset.step}"]`)) word.textContent = count;
  }
}

function mark(column) {
  for (const each of columns) each.classList.toggle("over", each === column);
}

function cardsOf(column) {
  return [...column.querySelectorAll(".board-card")];
}

function cardAfter(card) {
  return card.parentElement.nextElementSibling?.querySelector(".board-card") ?? null;
}

/* The first card whose middle lies below a point: what is dropped there comes before it. */
function cardUnder(column, y) {
  const others = cardsOf(column).filter((each) => each !== held.card);
  return others.find((each) => each.getBoundingClientRect().top + each.offsetHeight / 2 > y) ?? null;
}

function columnOf(card) {
  return card.closest(".board-column");
}

function tell(what, card) {
  const column = columnOf(card);
  const cards = cardsOf(column);
  const words = {
    "{title}": card.dataset.title,
    "{step}": column.dataset.word,
    "{place}": cards.indexOf(card) + 1,
    "{count}": cards.length,
  };
  says.textContent = says.dataset[what].replace(/\{(title|step|place|count)\}/g, (word) => words[word]);
}
