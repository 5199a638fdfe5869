// The review queue: arrows move between reports, Enter opens one. The page works without this file.

const links = [...document.querySelectorAll("[data-open]")];
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.defaultPrevented || !step || links.length === 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (document.activeElement?.matches("input, textarea, select")) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
});
