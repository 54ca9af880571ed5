/* What a text becomes, while one types: asked of the server when the typing pauses, one question at a time, since
   the answer is a whole report. */
const PAUSE = 800;

for (const form of document.querySelectorAll("form[data-preview]")) watch(form);

function watch(form) {
  const target = document.getElementById("preview");
  let waiting;
  let isAsking = false;
  let isOld = false;

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  async function ask() {
    isOld = isAsking;
    if (isAsking) return;
    isAsking = true;
    const shown = await answered(form);
    isAsking = false;
    if (isOld) ask();
    else if (shown !== null) target.innerHTML = shown;
  }
}

async function answered(form) {
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null; // the server is away for a moment: the next pause asks again
  }
}
