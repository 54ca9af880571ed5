/* Whoever is chosen in the list is named where one writes, and the field is free for the next. */
for (const field of document.querySelectorAll("input[data-mention]")) {
  const text = document.getElementById(field.dataset.mention);
  field.addEventListener("change", () => {
    const names = [...field.list.options].map((option) => option.value);
    if (!names.includes(field.value)) return;
    const gap = text.value === "" || /\s$/.test(text.value) ? "" : " ";
    text.setRangeText(`${gap}@${field.value} `, text.value.length, text.value.length, "end");
    field.value = "";
    text.focus();
  });
}
