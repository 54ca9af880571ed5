/* Keys that are letters or "/" can be turned off: some speak to their browser, some press by mistake. */
const KEY = "letters";

export const lettersOn = () => localStorage.getItem(KEY) !== "off";

export function isWriting(event) {
  return Boolean(event.target.closest?.("input, textarea, select, [contenteditable]"));
}

/* The button that turns them off and on again says which it will do. */
export function watchLetters(button) {
  const say = () => (button.textContent = lettersOn() ? button.dataset.off : button.dataset.on);
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, lettersOn() ? "off" : "on");
    say();
  });
  say();
}
