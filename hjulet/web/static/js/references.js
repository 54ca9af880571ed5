/* A figure's reference, to paste into a text: by its button, and by Ctrl+C where a figure has the focus. Without
   this the reference can be marked and copied by hand. */
const copied = document.documentElement.lang === "sv" ? "Kopierad" : "Copied";

export function watchReferences() {
  showCopies(document);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(button.parentElement);
  });
  document.addEventListener("copy", (event) => {
    const figure = document.activeElement?.closest("a.figure[data-figure]");
    if (!figure?.dataset.figure || !getSelection().isCollapsed) return;
    const noted = document.querySelector(".margin-note.floating [data-copy]");
    const isNoted = noted?.dataset.copy.startsWith(`{${figure.dataset.figure} as=`);
    event.clipboardData.setData("text/plain", isNoted ? noted.dataset.copy : `{${figure.dataset.figure}}`);
    event.preventDefault();
    if (isNoted) tell(noted.parentElement);
  });
}

/* The buttons of a part of the page that has come in; they stay hidden where nothing can be copied. */
export function showCopies(part) {
  if (!navigator.clipboard) return;
  for (const button of part.querySelectorAll("button[data-copy]")) button.hidden = false;
}

function tell(reference) {
  const said = reference.querySelector("[role=status]");
  said.textContent = copied;
  setTimeout(() => (said.textContent = ""), 2500);
}
