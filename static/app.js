// Small comforts for every page. Each page works without this file; nothing here changes data.
// Letters and Backspace are never intercepted inside a field: Vietnamese input methods send them.

const editable = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || element.matches("input, select, textarea"));

// A second press of a submit button must not send the form twice. The button is disabled after the browser has
// collected the form, so that its own name and value are still sent, and enabled again when the page comes back
// from the history.
const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]):enabled")) {
      button.disabled = true;
      sent.add(button);
    }
  });
});

window.addEventListener("pageshow", () => {
  for (const button of sent) button.disabled = false;
  sent.clear();
});

// form[data-guard]: the browser asks before a page with unsent changes is left.
const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-guard")) changed.add(form);
});
document.addEventListener("reset", (event) => changed.delete(event.target));
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.delete(event.target);
});
window.addEventListener("beforeunload", (event) => {
  if (changed.size > 0) event.preventDefault();
});

// "?" opens the help on keys.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.key !== "?") return;
  if (event.ctrlKey || event.altKey || event.metaKey || editable(event.target)) return;
  const help = document.getElementById("keys");
  if (!help || help.open) return;
  event.preventDefault();
  help.showModal();
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-keys]")) document.getElementById("keys")?.showModal();
});

// A page that comes back with errors starts at their summary, so that a screen reader reads it first.
document.querySelector(".error-summary")?.focus();
