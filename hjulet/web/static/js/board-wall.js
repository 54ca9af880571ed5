/* On a wall the board is read for hours: what others have written is shown within a minute, unless
   somebody is at it. Asking does not count as being here. */
const EVERY = 60_000;

setInterval(async () => {
  const isBusy = document.hidden || document.activeElement !== document.body;
  if (isBusy || document.querySelector("main details[open], .board-card.held")) return;
  const main = await fetched();
  if (main && main.textContent !== document.querySelector("main").textContent) location.reload();
}, EVERY);

async function fetched() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Background": "1" } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  } catch {
    return null; // the server is away for a moment: ask again later
  }
}
