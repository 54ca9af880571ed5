/* A page that shows work under way asks for itself again every second, and swaps in how far it has come.
   When the work is over the whole page is shown anew. Without this one reloads by hand. */
const EVERY = 1000;

export function watchLive() {
  if (document.querySelector("[data-live]")) setTimeout(refresh, EVERY);
}

async function refresh() {
  if (document.hidden) return setTimeout(refresh, EVERY);
  const page = await fetched();
  if (!page) return setTimeout(refresh, 5 * EVERY);
  if (!page.querySelector("[data-live]")) return location.reload();
  for (const part of document.querySelectorAll("[data-part]")) {
    const now = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (now) swap(part, now);
  }
  setTimeout(refresh, EVERY);
}

async function fetched() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", headers: { "X-Background": "1" } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null; // the server is away for a moment: ask again later
  }
}

/* A part that is the same is left alone, so that whoever has the focus in it keeps it. */
function swap(part, now) {
  if (part.innerHTML === now.innerHTML) return;
  part.innerHTML = now.innerHTML;
}
