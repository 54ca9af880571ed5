/* A page that has been looked at for a while says so itself, once. Without this one presses its button. */
const WHILE = 2000;

export function watchSeen() {
  for (const form of document.querySelectorAll("form[data-seen]")) watch(form);
}

function watch(form) {
  form.querySelector("button").hidden = true;
  let waiting = document.hidden ? 0 : setTimeout(send, WHILE, form);
  document.addEventListener("visibilitychange", () => {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(send, WHILE, form);
  });
}

async function send(form) {
  if (form.dataset.sent) return;
  form.dataset.sent = "1";
  try {
    const options = { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" };
    await fetch(form.action, options);
  } catch {
    delete form.dataset.sent; // the server is away for a moment: told when the page is looked at again
  }
}
