// The search of the head: Ctrl+K, or "/" while no field has the focus, on every page. Without this file the word in the head
// leads to the page of the search, which does the same.
// Letters and Backspace are never intercepted inside a field: Vietnamese input methods send them.

const dialog = document.getElementById("find");
const box = dialog?.querySelector("input");
const list = document.getElementById("answers");
const count = dialog?.querySelector(".finder__count");
const PAUSE = 120;

let timer, asking;
// What the list answers.
let answered = "";

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

const choose = (option) => {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
};

const show = (html, words) => {
  list.innerHTML = html;
  const total = list.querySelector(".answers__count");
  count.textContent = total?.textContent.trim() ?? "";
  total?.remove();
  answered = words;
  list.hidden = options().length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  list.scrollTop = 0;
  choose(options()[0]);
};

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  const words = box.value.trim();
  if (words === "") return show("", "");
  try {
    const answer = await fetch(`/search/list?${new URLSearchParams({ q: words })}`, { signal: asking.signal });
    // An ended session answers with the page to sign in: the page of the search asks for it in its own way.
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    show(await answer.text(), words);
  } catch (error) {
    if (error.name === "AbortError") return;
    show("", "");
    count.textContent = dialog.dataset.failed;
  }
};

const open = () => {
  if (!dialog.open) dialog.showModal();
  box.select();
};

const editable = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches("input, select, textarea"));

if (dialog) {
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      choose(all.at((all.indexOf(chosen()) + step + all.length) % all.length));
    } else if (event.key === "Enter" && chosen() && answered === box.value.trim()) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(chosen().href);
      else chosen().click();
    }
  });

  // A click beside the dialog falls on the dialog itself.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".finder__close")) dialog.close();
    // The page may come back from the history: then without the dialog.
    else if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey) dialog.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey) return;
    const called = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !editable(event.target);
    if (!called && !slash) return;
    event.preventDefault();
    open();
  });

  document.querySelector("[data-find]")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
}
