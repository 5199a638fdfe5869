// A table of inputs that answers to the keyboard as a spreadsheet does: moves, selection, copy, fill down, undo and redo. What
// is pasted is read by the server. Figures stay text. Letters and Backspace are never intercepted: Vietnamese input methods send them.

/** What goes into a single cell as it stands: a plain number, or a sum to be worked out. */
const PLAIN = /^[-+]?[\d.,\s]*\d[\d.,\s]*$|^=|^$/;

/**
 * @param root the element the table stands in
 * @param lines rows of inputs, left to right; null where a row has no cell in that column
 * @param changed called with the inputs that got another text, and where it came from
 * @param tell called with a message for the person
 * @param pasted called with what was pasted and the cell, unless it is one plain number
 */
export function grid(root, lines, { changed, tell, pasted, below }) {
  const places = new Map();
  lines.forEach((line, row) => line.forEach((input, column) => input && places.set(input, { row, column })));
  const at = (row, column) => lines[row]?.[column] ?? null;
  const undone = [], done = [];
  /** What each cell held when it was last left, pasted into or undone. */
  const settled = new Map([...places.keys()].map((input) => [input, input.value]));
  let anchor = null, head = null;

  function put(cells, origin) {
    const real = cells.filter(({ input, now }) => input && input.value !== now);
    for (const cell of real) {
      cell.old = cell.input.value;
      cell.input.value = cell.now;
      settled.set(cell.input, cell.now);
    }
    if (real.length > 0) changed(real.map((cell) => cell.input), origin);
    return real;
  }

  function edit(cells, origin) {
    const real = put(cells, origin);
    if (real.length > 0) { done.push(real); undone.length = 0; }
    return real.length;
  }

  root.addEventListener("change", (event) => {
    const input = event.target;
    if (!places.has(input) || settled.get(input) === input.value) return;
    done.push([{ input, old: settled.get(input), now: input.value }]);
    undone.length = 0;
    settled.set(input, input.value);
  });

  /** Takes one step back or forward; false when a cell has changed since, so that nothing is taken back by mistake. */
  function step(from, to, take, give) {
    const cells = from.at(-1);
    if (!cells || cells.some((cell) => cell.input.value !== cell[take])) return false;
    from.pop();
    put(cells.map((cell) => ({ input: cell.input, now: cell[give] })), "typed");
    to.push(cells);
    cells[0].input.focus();
    cells[0].input.select?.();
    tell("");
    return true;
  }

  function selected() {
    if (!anchor || !head) return [];
    const [a, b] = [places.get(anchor), places.get(head)];
    const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)];
    const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
    return lines.slice(top, bottom + 1).map((line) => line.slice(left, right + 1));
  }

  function select(from, to) {
    for (const cell of root.querySelectorAll(".is-selected")) cell.classList.remove("is-selected");
    [anchor, head] = from === to ? [null, null] : [from, to];
    for (const input of selected().flat()) input?.closest("td").classList.add("is-selected");
  }

  /** The next cell in a direction, over gaps in the table. */
  function beyond(input, down, right) {
    let { row, column } = places.get(input);
    for (;;) {
      row += down;
      column += right;
      if (!lines[row] || column < 0 || column >= lines[row].length) return null;
      if (at(row, column)) return at(row, column);
    }
  }

  /** Where Enter goes on from a column's last cell: the top of the next column that has a cell; with Shift the other way. */
  function turn(input, down) {
    const order = down > 0 ? lines : [...lines].reverse();
    for (let column = places.get(input).column + down; order.some((line) => column in line); column += down) {
      const line = order.find((line) => line[column]);
      if (line) return line[column];
    }
    return null;
  }

  function go(input) {
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  root.addEventListener("mousedown", (event) => {
    const input = event.target;
    if (!places.has(input)) return;
    if (event.shiftKey && places.has(document.activeElement)) {
      event.preventDefault();
      select(anchor ?? document.activeElement, input);
    } else select(null, null);
  });
  root.addEventListener("input", () => select(null, null));

  root.addEventListener("copy", (event) => {
    const cells = selected();
    if (cells.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", cells.map((row) => row.map((input) => input?.value ?? "").join("\t")).join("\n"));
  });

  root.addEventListener("paste", (event) => {
    const input = event.target;
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r?\n$/, "");
    if (!places.has(input) || (!/[\n\t]/.test(text) && PLAIN.test(text.trim()))) return;
    event.preventDefault();
    pasted(text, event.clipboardData.getData("text/html"), input);
  });

  function fillDown(input) {
    const cells = selected();
    if (cells.length > 1) {
      const [first, ...rest] = cells;
      return edit(rest.flatMap((row) => row.map((target, column) => ({ input: target, now: first[column]?.value ?? "" }))), "typed");
    }
    const above = beyond(input, -1, 0);
    return above ? edit([{ input, now: above.value }], "typed") : 0;
  }

  function command(event, input) {
    const key = event.key.toLowerCase();
    // While a cell is being typed into, the browser undoes the typing.
    const typing = settled.get(input) !== input.value;
    if (key === "z" && !event.shiftKey && !typing && step(done, undone, "now", "old")) event.preventDefault();
    else if ((key === "y" || (key === "z" && event.shiftKey)) && step(undone, done, "old", "now")) event.preventDefault();
    else if (key === "d") { event.preventDefault(); fillDown(input); }
    else if (key === "home" || key === "end") {
      const all = [...places.keys()];
      event.preventDefault();
      go(key === "home" ? all[0] : all.at(-1));
    }
  }

  root.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.isComposing || !places.has(input)) return;
    if (event.ctrlKey || event.metaKey) return command(event, input);
    if (event.altKey) return;
    if (event.key === "Delete" && selected().length > 0) {
      event.preventDefault();
      return edit(selected().flat().map((target) => ({ input: target, now: "" })), "typed");
    }
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const moves = {
      Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0],
      ArrowLeft: whole || input.selectionEnd === 0 ? [0, -1] : null,
      ArrowRight: whole || input.selectionStart === input.value.length ? [0, 1] : null,
    };
    const move = moves[event.key];
    if (!move) return;
    if (event.shiftKey && event.key !== "Enter") {
      if (move[0] === 0 && !head && !whole) return;
      const next = beyond(head ?? input, ...move);
      event.preventDefault();
      return next && select(anchor ?? input, next);
    }
    event.preventDefault();
    select(null, null);
    const next = beyond(input, ...move) ?? (event.key === "Enter" ? turn(input, move[0]) : null);
    if (next) go(next);
    else if (move[0] > 0) below?.();
  });

  return {
    /** Sets a cell from outside, such as another person's value: not a step to undo. */
    receive(input, text) {
      input.value = text;
      settled.set(input, text);
    },
    edit,
  };
}
