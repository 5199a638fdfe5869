// What was pasted into the grid, before it is saved: the server says what each figure means, the grid shows where it would go,
// and a panel lists every figure with its line or the reason why it is left out. Enter takes all, Delete drops one, Esc all.

/** Above this the formatted copy is not sent: the text says enough. */
const MOST_HTML = 600_000;

/**
 * @returns a function for what was pasted into a cell: its text, its HTML, the cell
 */
export function clip({ form, words, byKey, keyOf, placeOf, unitField, units, edit, tell, failed }) {
  const panel = document.getElementById("clip");
  const part = (name) => panel.querySelector(`[data-${name}]`);
  /** The figures to take, by their cells, and the cell in focus; null while nothing is shown. */
  let open = null;
  /** The latest paste: an answer to an earlier one is late. */
  let asked = 0;

  async function pasted(text, html, input) {
    const number = (asked += 1);
    if (open) close();
    const one = !/[\n\t]/.test(text);
    const body = new URLSearchParams([["text", text], ["html", html.length > MOST_HTML ? "" : html], ["at", keyOf(input)], ...units()]);
    let answer = null, said = null;
    try {
      answer = await fetch(words.paste, { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } });
      said = await answer.json();
    } catch { /* Said below. */ }
    if (number !== asked) return;
    if (answer?.status !== 200 || !said) {
      if (answer?.status === 401) failed(true);
      return tell(said?.message ?? words.unread);
    }
    const taken = said.lines.filter((line) => line.way !== "left");
    if (said.lines.length === 0) return tell(words.nothing);
    if (one && said.lines.length === 1 && !said.question) return single(said.lines[0], input);
    show(said, taken, input);
  }

  /** One value goes where one stands, and what it was read as is said. */
  function single(line, input) {
    if (line.way === "left" || byKey.get(line.key) !== input) return tell(`“${line.shown}”: ${line.words || line.to}`);
    apply([line]);
    tell(`“${line.shown}” = ${line.held || line.raw}${line.words ? ` · ${line.words}` : ""}`);
  }

  function apply(lines) {
    const list = lines.map((line) => ({ input: byKey.get(line.key), now: line.raw }));
    const chosen = new Map(lines.map((line) => [unitField(byKey.get(line.key)), line.unit]));
    for (const [field, unit] of chosen) if (field.value !== unit) list.push({ input: field, now: unit });
    return edit(list);
  }

  function show(said, taken, input) {
    open = { said, input, lines: new Map(taken.map((line) => [line.key, { ...line, seen: byKey.get(line.key).value }])) };
    panel.querySelector("#clip-title").textContent = said.title;
    panel.querySelector("#clip-about").textContent = said.about;
    part("question").textContent = said.question;
    part("question").hidden = !said.question;
    for (const old of panel.querySelectorAll("tbody tr:not(.clip__group)")) old.remove();
    for (const line of said.lines) panel.querySelector(`[data-way="${line.way}"]`).append(row(line));
    for (const line of open.lines.values()) ghost(line);
    form.classList.add("is-pasting");
    for (const cell of byKey.values()) cell.readOnly = true;
    panel.hidden = false;
    count();
    const left = said.lines.length - taken.length;
    tell(said.question ? words.wait : words.preview.replace("{n}", taken.length).replace("{left}", left));
    // With a question open, taking it is a step of its own.
    if (said.question || taken.length === 0) panel.querySelector("#clip-title").focus({ preventScroll: true });
    else part("accept").focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  function text(name, value, className) {
    const element = document.createElement(name);
    element.textContent = value;
    if (className) element.className = className;
    return element;
  }

  function row(line) {
    const row = document.createElement("tr"), label = text("th", line.label), to = document.createElement("td"), last = document.createElement("td");
    label.scope = "row";
    if (line.to) to.append(text("span", line.to));
    if (line.held) to.append(" ", text("strong", line.held));
    const old = open.lines.get(line.key)?.seen;
    if (old && old !== line.raw) to.append(" ", text("span", words.replaces.replace("{old}", old), "bad"));
    if (line.asked) to.append(" ", text("strong", words.ask, "warn"));
    if (line.words) to.append(" ", text("small", line.words));
    if (line.key) {
      const drop = text("button", "✕", "clip__drop");
      drop.type = "button";
      drop.setAttribute("aria-label", `${words.drop}: ${line.label} ${line.shown}`);
      drop.dataset.line = line.key;
      // Reached with the arrows, so that Tab leads to the button that writes.
      drop.tabIndex = -1;
      last.append(drop);
      row.dataset.key = line.key;
    }
    row.append(label, text("td", line.shown, "num"), to, last);
    return row;
  }

  /** The value as it would stand in its cell, over what stands there. */
  function ghost(line) {
    const place = placeOf(byKey.get(line.key)), box = text("span", "", "ghost");
    box.setAttribute("aria-hidden", "true");
    if (line.seen && line.seen !== line.raw) box.append(text("del", line.seen));
    box.append(text("span", line.raw));
    place.classList.add("is-ghost");
    place.classList.toggle("is-moved", line.way === "moved");
    place.append(box);
  }

  function clear(key) {
    const place = placeOf(byKey.get(key));
    place.querySelector(".ghost")?.remove();
    place.classList.remove("is-ghost", "is-moved");
  }

  function count() {
    for (const group of panel.querySelectorAll("[data-way]")) {
      const lines = group.querySelectorAll("tr:not(.clip__group)").length;
      group.hidden = lines === 0;
      group.querySelector("[data-count]").textContent = lines;
    }
    part("write").textContent = words.write.replace("{n}", open.lines.size);
    part("accept").disabled = open.lines.size === 0;
  }

  function drop(key) {
    const gone = panel.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const drops = [...panel.querySelectorAll("[data-line]")], at = drops.findIndex((button) => button.dataset.line === key);
    const next = drops[at + 1] ?? drops[at - 1] ?? part("refuse");
    open.lines.delete(key);
    clear(key);
    gone.remove();
    count();
    tell(words.dropped.replace("{n}", open.lines.size));
    next.focus();
  }

  function close() {
    const { input, lines } = open;
    for (const key of lines.keys()) clear(key);
    for (const cell of byKey.values()) cell.readOnly = false;
    form.classList.remove("is-pasting");
    panel.hidden = true;
    open = null;
    input.focus();
    input.select();
  }

  function accept() {
    if (open.lines.size === 0) return;
    const { said } = open, lines = [...open.lines.values()];
    close();
    // What somebody else changed meanwhile was not seen, and stays.
    const same = lines.filter((line) => byKey.get(line.key).value === line.seen);
    const left = said.lines.length - lines.length, changed = lines.length - same.length;
    apply(same);
    tell(words.pasted.replace("{n}", same.length) + (left ? words.left.replace("{n}", left) : "")
      + (changed ? words.changed.replace("{n}", changed) : ""));
  }

  function refuse() {
    close();
    tell(words.cancelled);
  }

  panel.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) drop(line.dataset.line);
    else if (event.target.closest("[data-accept]")) accept();
    else if (event.target.closest("[data-refuse]")) refuse();
  });

  // Before the grid hears of a key.
  form.addEventListener("keydown", (event) => {
    if (!open || event.isComposing) return;
    const cell = byKey.get(event.target.name?.slice(2)) === event.target ? event.target : null;
    const key = event.target.dataset.line ?? (cell && keyOf(cell));
    const drops = [...panel.querySelectorAll("[data-line]")], at = drops.indexOf(event.target);
    if (event.key === "Escape") refuse();
    else if (event.key === "Delete" && open.lines.has(key)) drop(key);
    else if (event.key === "Enter" && cell) { if (!open.said.question) accept(); }
    else if (event.key === "ArrowDown" && panel.contains(event.target)) (drops[at + 1] ?? drops[at])?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (drops[at - 1] ?? part("accept")).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  return pasted;
}
