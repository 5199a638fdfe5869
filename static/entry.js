// The entry grid: keyboard moves, and each cell saved to the server as soon as it is left or typing pauses.
// The form works without this file. Figures stay text: the server reads, checks and compares them.
// Letters and Backspace are never intercepted: Vietnamese input methods send them.

const form = document.getElementById("entry");
const state = form.querySelector("[data-state]");
const inputs = [...form.querySelectorAll(".entry__input")];
const PAUSE = 800;
const RETRY = 3000;

/** Cells whose latest text is not on the server yet: row id → timer. */
const pending = new Map();
let saving = Promise.resolve();

const rowOf = (element) => element.closest("tr[data-row]");
const field = (row, letter) => form.elements[`${letter}.${row.dataset.row}`];

function say(text, kind) {
  state.textContent = text;
  state.className = `savebar__state is-${kind}`;
}

function schedule(row, wait) {
  clearTimeout(pending.get(row));
  pending.set(row, setTimeout(() => { saving = saving.then(() => save(row)); }, wait));
  row.classList.add("is-saving");
  say(form.dataset.saving, "saving");
}

async function save(row) {
  clearTimeout(pending.get(row));
  const id = row.dataset.row;
  const body = new URLSearchParams();
  for (const letter of ["v", "u", "r", "b"]) body.set(`${letter}.${id}`, field(row, letter)?.value ?? "");
  const typed = field(row, "v").value;
  let answer, result;
  try {
    answer = await fetch(form.dataset.cells, {
      method: "POST", body, redirect: "manual", headers: { accept: "application/json" },
    });
    result = answer.status === 200 || answer.status === 409 ? await answer.json() : null;
  } catch {
    result = null;
  }
  if (answer?.status === 200 && result) return saved(row, typed, result);
  if (answer?.status === 409 && result) return clashed(row, result);
  say(answer?.status === 401 ? form.dataset.expired : form.dataset.failed, "unsaved");
  pending.set(row, setTimeout(() => { saving = saving.then(() => save(row)); }, RETRY));
}

function saved(row, typed, result) {
  field(row, "b").value = typed.trim();
  row.querySelector("[data-prior]").textContent = result.prior || "–";
  row.querySelector("[data-plan]").textContent = result.plan || "–";
  row.querySelector("[data-of-plan]").textContent = result.of_plan;
  row.querySelector("[data-of-prior]").textContent = result.of_prior;
  row.querySelector("[data-understood]").textContent = result.understood;
  form.querySelector("[data-entered]").textContent = result.entered;
  for (const [id, findings] of Object.entries(result.findings)) show(id, findings);
  // Typed on while the answer was under way: that text has its own timer.
  if (field(row, "v").value === typed) {
    pending.delete(row);
    row.classList.remove("is-saving");
  }
  if (pending.size === 0) say(`${form.dataset.saved} ${result.at}`, "saved");
}

function show(id, findings) {
  const row = form.querySelector(`tr[data-row="${id}"]`);
  if (!row) return;
  row.classList.toggle("is-error", findings.some((finding) => finding.blocks));
  row.classList.toggle("is-warning", findings.some((finding) => !finding.blocks));
  row.querySelector("[data-findings]").replaceChildren(...findings.map((finding) => message(finding.message)));
  const reason = row.querySelector("[data-reason]");
  reason.hidden = !findings.some((finding) => !finding.blocks) && !field(row, "r").value;
}

function message(text) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${form.dataset.icons}#alert-triangle`);
  svg.append(use);
  const words = document.createElement("span");
  words.textContent = text;
  const box = document.createElement("span");
  box.className = "entry__message";
  box.append(svg, words);
  return box;
}

/** Somebody else typed here: theirs is shown, mine stays in the cell, and nothing is overwritten until I type again. */
function clashed(row, result) {
  pending.delete(row);
  row.classList.remove("is-saving");
  row.classList.add("is-error");
  const theirs = result.theirs === undefined ? "" : ` ${result.theirs || "–"}`;
  row.querySelector("[data-findings]").replaceChildren(message(`${result.message}${theirs}`));
  if (result.theirs !== undefined) field(row, "b").value = result.theirs;
  say(result.message, "unsaved");
}

form.addEventListener("input", (event) => {
  const row = rowOf(event.target);
  if (row) schedule(row, PAUSE);
});
form.addEventListener("change", (event) => {
  const row = rowOf(event.target);
  if (row) schedule(row, 0);
});

/** The block's only column with numbers, names and units left out; none where several have them, such as row numbers
    or another year: which one is meant is not for us to guess. */
function numbers(block) {
  const looksLikeNumber = (text) => /\d/.test(text) && /^[\d.,\s+-]+$/.test(text.trim());
  const width = Math.max(...block.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, at) => block.map((cells) => (cells[at] ?? "").trim()));
  const numeric = columns.filter((column) => column.some(looksLikeNumber));
  return numeric.length === 1 ? numeric[0] : [];
}

/** The cells of the last pasted block, with what stood there before. */
let pasted = [];

// A block copied from Excel goes down the cells from here. An empty cell of it changes nothing; each other one is saved
// and checked like a typed one.
form.addEventListener("paste", (event) => {
  const start = inputs.indexOf(event.target);
  const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r/g, "").replace(/\n+$/, "");
  if (start < 0 || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  const values = numbers(text.split("\n").map((line) => line.split("\t")));
  const note = form.querySelector("[data-pasted]");
  if (values.length === 0) {
    note.textContent = note.dataset.several;
    return;
  }
  const room = inputs.slice(start, start + values.length);
  pasted = room.map((input, at) => ({ input, old: input.value, value: values[at] })).filter((cell) => cell.value);
  for (const cell of pasted) put(cell.input, cell.value);
  const left = values.slice(room.length).filter((value) => value).length;
  note.textContent = note.dataset.pasted.replace("{n}", pasted.length) + (left ? note.dataset.left.replace("{n}", left) : "");
});

function put(input, value) {
  input.value = value;
  schedule(rowOf(input), 0);
}

// Ctrl+Z takes the whole block back while it stands as it was pasted; else the browser undoes the last typing.
form.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
  if (pasted.length === 0 || pasted.some((cell) => cell.input.value !== cell.value)) return;
  event.preventDefault();
  for (const cell of pasted) put(cell.input, cell.old);
  pasted = [];
  form.querySelector("[data-pasted]").textContent = "";
});

form.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const index = inputs.indexOf(event.target);
  if (index < 0) return;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const next = inputs[index + (event.shiftKey && event.key === "Enter" ? -1 : step)];
    // Below the last cell stands the button that sends the report.
    if (next) next.select();
    else if (step > 0 && !event.shiftKey) form.querySelector("button[value=submit]").focus();
  } else if (event.key === "Escape") {
    const row = rowOf(event.target);
    event.target.value = field(row, "b").value;
    schedule(row, 0);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (pending.size > 0) event.preventDefault();
});
// Pressing a button sends everything in the form anyway: nothing is pending any more.
form.addEventListener("submit", () => {
  for (const timer of pending.values()) clearTimeout(timer);
  pending.clear();
});

// With a keyboard at hand, work starts in the first empty cell; after a refusal, at the summary of what is wrong.
if (!matchMedia("(pointer: coarse)").matches && !document.querySelector(".error-summary, .conflict")) {
  inputs.find((input) => !input.value)?.focus();
}
