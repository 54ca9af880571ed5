/* What is written and not yet on the server, kept in this browser: by person, page and window, until the server has
   it or the person signs out. Only the person who wrote it is offered it back. */
const PREFIX = "unsaved-text:";
const WINDOW = `${performance.timeOrigin}-${Math.random()}`;

const prefixOf = (actor) => `${PREFIX}${actor}:${location.pathname}:`;

export function keep(actor, text) {
  try {
    localStorage.setItem(prefixOf(actor) + WINDOW, JSON.stringify({ text, at: Date.now() }));
  } catch (fault) {
    console.warn("The browser has no room to keep the text.", fault); // it is still on the page
  }
}

export function forget(actor) {
  localStorage.removeItem(prefixOf(actor) + WINDOW);
}

/* What earlier windows left of this page's text, the latest first. */
export function left(actor) {
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
