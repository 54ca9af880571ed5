/* What a text becomes, while one types: asked of the server when the typing pauses. */
const PAUSE = 400;

for (const form of document.querySelectorAll("form[data-preview]")) watch(form);

function watch(form) {
  const target = document.getElementById("preview");
  let waiting;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
      if (answer.ok && mine === asked) target.innerHTML = await answer.text();
    }, PAUSE);
  });
}
