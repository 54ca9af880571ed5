/* The key "/" moves to the search field, unless one is writing. */
export function watchSearchKey() {
  const field = document.getElementById("search");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
