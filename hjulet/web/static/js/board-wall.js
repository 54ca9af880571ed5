/* On a wall the board is read for hours: what others have written is shown within a minute, unless
   somebody is at it. Asking does not count as being here. */
const EVERY = 60_000, AT_IT = 120_000;
let touched = -Infinity;

for (const kind of ["pointerdown", "keydown", "input"]) {
  addEventListener(kind, () => { touched = Date.now(); }, { capture: true, passive: true });
}

setInterval(async () => {
  if (document.hidden || isBusy()) return;
  const main = await fetched();
  if (main && !isBusy() && main.textContent !== document.querySelector("main").textContent) location.reload();
}, EVERY);

/* Somebody is at the board just now, has taken a card up, or has begun to write. */
function isBusy() {
  const fields = [...document.querySelectorAll("main textarea, main input:not([type=hidden])")];
  const isWriting = fields.some((field) => field.value !== field.defaultValue);
  return isWriting || Date.now() - touched < AT_IT || document.querySelector(".board-card.held") !== null;
}

async function fetched() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Background": "1" } });
    if (answer.status === 401 || answer.redirected) location.reload(); // signed out: to the sign-in page
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  } catch {
    return null; // the server is away for a moment: ask again later
  }
}
