// The duties board: tick all rows; the page of a duty: copy the reminder. Both pages work without this file.

const all = document.querySelector("[data-all]");
if (all) {
  all.hidden = false;
  const boxes = [...document.querySelectorAll("input[name=duty]")];
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const ticked = boxes.filter((other) => other.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && !all.checked;
    });
  }
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
    copy.textContent = copy.dataset.done;
  });
}
