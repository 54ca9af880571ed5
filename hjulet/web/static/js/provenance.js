/* Copies a reference when one clicks it. Without this the text can be marked and copied by hand. */
const copied = document.documentElement.lang === "sv" ? "Kopierad" : "Copied";

for (const code of document.querySelectorAll("code.copy")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  code.replaceWith(button);
  button.append(code);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.dataset.copied = copied;
    setTimeout(() => delete button.dataset.copied, 1500);
  });
}
