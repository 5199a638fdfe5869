// The drop-downs of the head. Without this file they open and close by themselves, one at a time, and Tab goes through them;
// here they also close when one turns to something else, and the arrows move in them.

const nav = document.getElementById("menu");
const words = () => [...nav.querySelectorAll(".menu__word > summary")];
const links = (menu) => [...menu.querySelectorAll("a, button")];
const opened = () => document.querySelectorAll(".masthead details[open]");
// The drawer of a narrow screen, where the panels stand below one another.
const drawer = () => nav?.matches(":popover-open");

document.addEventListener("click", (event) => {
  for (const menu of opened()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.(".masthead details[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget) && !drawer()) menu.open = false;
});

// Once a panel is open, the pointer moves from word to word; the click that may follow means the same and does not close it.
let shown;
nav?.addEventListener("pointerover", (event) => {
  const word = event.target.closest(".menu__word > summary");
  if (!word || event.pointerType !== "mouse" || drawer() || !nav.querySelector("details[open]")) return;
  if (!word.parentElement.open) shown = word;
  word.parentElement.open = true;
});
nav?.addEventListener("click", (event) => {
  const word = event.target.closest(".menu__word > summary");
  if (word && word === shown && word.parentElement.open) event.preventDefault();
  shown = undefined;
});

const step = (list, from, by) => list.at((list.indexOf(from) + by + list.length) % list.length);

// From one group to the next: the entry at the same height, or the last one.
const beside = (link, by) => {
  const groups = [...link.closest(".menu__groups").children];
  const group = link.closest(".menu__group");
  const row = links(group).indexOf(link);
  const next = links(step(groups, group, by));
  return next[Math.min(row, next.length - 1)];
};

const target = (event) => {
  const menu = event.target.closest(".masthead details");
  const on = event.target;
  const word = on.closest("summary");
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (word && sideways && menu.matches(".menu__word")) return step(words(), word, sideways);
  if (word && down) return drawer() ? step(words(), word, down) : links(menu).at(down === 1 ? 0 : -1);
  if (word || !links(menu).includes(on)) return undefined;
  if (down) return step(links(menu), on, down);
  if (sideways && on.closest(".menu__group")) return beside(on, sideways);
  return { Home: links(menu)[0], End: links(menu).at(-1) }[event.key];
};

document.querySelector(".masthead")?.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const menu = event.target.closest?.("details");
  if (!menu) return;
  const next = target(event);
  if (!next) return;
  event.preventDefault();
  const into = next.closest("details");
  if (into === menu) menu.open = menu.open || next !== event.target;
  else if (menu.open && !drawer()) into.open = true;
  next.focus();
});

// Escape closes what is open and gives the focus back to its word. A drawer the browser closes itself.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || drawer()) return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
