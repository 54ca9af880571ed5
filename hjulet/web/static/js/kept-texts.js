/* What is written and not yet on the server, kept in this browser: by person, page and window, until the server has
   it or the person signs out. Only the person who wrote it is offered it back. */
const PREFIX = "unsaved-text:";
const WINDOW = `${performance.timeOrigin}-${Math.random()}`;

const prefixOf = (actor) => `${PREFIX}${actor}:${location.pathname}:`;

let isHeld = false;

/* While this window is open it holds a lock of its name: what it keeps is being written, and nobody's to offer. */
function hold() {
  if (!isHeld) navigator.locks?.request(PREFIX + WINDOW, () => new Promise(() => {}));
  isHeld = true;
}

export function keep(actor, text) {
  hold();
  try {
    localStorage.setItem(prefixOf(actor) + WINDOW, JSON.stringify({ text, at: Date.now() }));
  } catch (fault) {
    console.warn("The browser has no room to keep the text.", fault); // it is still on the page
  }
}

export function forget(actor) {
  localStorage.removeItem(prefixOf(actor) + WINDOW);
}

/* What windows that are closed left of this page's text, the latest first. Without locks, on a page that came over
   plain http, a window that is open is not told apart. */
export async function left(actor) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return kept(actor).filter(({ key }) => !held.some(({ name }) => key.endsWith(name.slice(PREFIX.length))));
}

/* What other windows keep of this page's text, the latest first. */
export function kept(actor) {
  return keysOf(prefixOf(actor))
    .filter((key) => !key.endsWith(WINDOW))
    .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }))
    .sort((one, other) => other.at - one.at);
}

export function drop({ key }) {
  localStorage.removeItem(key);
}

export function forgetAll() {
  keysOf(PREFIX).forEach((key) => localStorage.removeItem(key));
}

function keysOf(prefix) {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}
