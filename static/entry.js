// The entry page of a report: every cell is saved to the server as a draft while one types. What has not reached the server
// is kept on this machine and saved later. The form works without this file. The server reads, checks and compares.

import { grid } from "./grid.js";
import { clip } from "./paste.js";

const form = document.getElementById("entry");
const words = form.dataset;
const status = form.querySelector("[data-state]");
const told = form.querySelector("[data-told]");
const PAUSE = 600;
/** Sentences have longer pauses than figures, and every saving stays in the report's history. */
const TEXT_PAUSE = 2000;
const RETRY = 3000;
const LOOK = 8000;
const STORE = `izportal/${words.account}/filing/${words.id}`;

const rows = [...form.querySelectorAll("tr[data-row]")];
const lines = rows.map((row) => [...row.querySelectorAll("td.entry__value, td.entry__none")].map((cell) => cell.querySelector(".entry__input")));
const inputs = lines.flat().filter(Boolean);
/** Answers in words, under the grid: saved as cells are, but no part of the table. */
const texts = [...form.querySelectorAll(".question__input")];
const keyOf = (input) => input.name.slice(2);
const byKey = new Map([...inputs, ...texts].map((input) => [keyOf(input), input]));
const rowOf = (element) => element.closest("tr[data-row]");
/** Where the state of a cell or an answer shows. */
const placeOf = (input) => input.closest("td, .question");
const field = (letter, key) => form.elements[`${letter}.${key}`];
const isText = (input) => texts.includes(input);
const unitField = (input) => (isText(input) ? null : field("u", rowOf(input).dataset.row));
const unitOf = (input) => unitField(input)?.value ?? "";
const noteOf = (key) => form.querySelector(`[data-note="${CSS.escape(key)}"]`);
const lengthOf = (input) => [...input.value.trim()].length;
const isTooLong = (input) => isText(input) && lengthOf(input) > Number(input.dataset.max);

/** Cells whose latest text is not on the server yet, with where it came from. */
const pending = new Map();
/** Cells in which somebody else's value waits for a decision. */
const disputed = new Set();
let timer = null, sending = false, closed = false;
// How many times cells were sent: an answer asked for before that knows nothing of them.
let sends = 0;

const cells = grid(form, lines, {
  changed: (changed, origin) => { for (const input of new Set(changed.flatMap(touched))) mark(input, origin); schedule(0); },
  tell: (text) => { told.textContent = text; },
  pasted: (text, html, input) => block(text, html, input),
  // Below the last cell stands the first question, or else the button that sends the report.
  below: () => (texts[0] ?? form.querySelector("button[value=submit], .savebar .button"))?.focus(),
});

const block = clip({
  form, words, byKey, keyOf, placeOf, unitField,
  units: () => rows.map((row) => [`u.${row.dataset.row}`, field("u", row.dataset.row).value]),
  edit: (list) => cells.edit(list, "pasted"),
  tell: (text) => { told.textContent = text; },
  failed,
});

function say(text, kind) {
  status.textContent = text;
  status.className = `savebar__state is-${kind}`;
}

/** Keeps what is not on the server yet on this machine: a closed tab, an ended session, a stopped server cost nothing. */
function keep() {
  const kept = [...pending.keys()].map((key) => ({
    key, raw: byKey.get(key).value, unit: unitOf(byKey.get(key)), reason: field("r", key)?.value ?? "", base: field("b", key).value, baseUnit: field("bu", key)?.value ?? "",
  }));
  try {
    if (kept.length > 0) localStorage.setItem(STORE, JSON.stringify(kept));
    else localStorage.removeItem(STORE);
  } catch { /* A browser that keeps nothing still has the page. */ }
}

function mark(input, origin) {
  pending.set(keyOf(input), origin);
  placeOf(input).classList.add("is-saving");
  placeOf(input).classList.remove("is-saved");
  keep();
  if (isText(input)) measure(input);
  if (isTooLong(input)) say(tooLong(input), "unsaved");
  else say(words.saving, "saving");
}

function tooLong(input) {
  return words.tooLong.replace("{n}", lengthOf(input)).replace("{max}", input.dataset.max);
}

/** How long an answer is; one that is too long says so and waits until it is shorter. Nothing is cut off. */
function measure(input) {
  const place = noteOf(keyOf(input)), long = isTooLong(input);
  place.querySelector("[data-length]").textContent = `${lengthOf(input)}/${input.dataset.max}`;
  if (disputed.has(keyOf(input))) return;
  placeOf(input).classList.toggle("is-error", long);
  if (long) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  place.querySelector("[data-findings]").replaceChildren(...(long ? [message({ message: tooLong(input), code: "", blocks: true })] : []));
}

function schedule(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

async function send() {
  const keys = [...pending.keys()].filter((key) => !disputed.has(key) && !isTooLong(byKey.get(key))).slice(0, 400);
  if (sending || closed || keys.length === 0) return;
  sending = true;
  sends += 1;
  const sent = new Map();
  const body = new URLSearchParams();
  for (const key of keys) {
    const input = byKey.get(key);
    sent.set(key, { raw: input.value, unit: unitOf(input), reason: field("r", key)?.value ?? "" });
    body.set(`v.${key}`, input.value);
    body.set(`b.${key}`, field("b", key).value);
    if (isText(input)) continue;
    body.set(`r.${key}`, sent.get(key).reason);
    body.set(`bu.${key}`, field("bu", key).value);
    body.set(`u.${rowOf(input).dataset.row}`, unitOf(input));
  }
  const origins = new Set(keys.filter((key) => !isText(byKey.get(key))).map((key) => pending.get(key)));
  body.set("origin", origins.size === 1 ? [...origins][0] : "typed");
  let answer, result = null;
  try {
    answer = await fetch(words.cells, { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } });
    if (answer.status === 200 || answer.status === 409) result = await answer.json();
  } catch { /* No network: tried again below. */ }
  sending = false;
  if (answer?.status === 200 && result) return saved(sent, result);
  if (answer?.status === 409 && result) return refused(result);
  failed(answer?.status === 401);
}

function failed(expired) {
  say(`${expired ? words.expired : words.failed} `, "unsaved");
  if (expired) {
    const link = document.createElement("a");
    const active = [...byKey.values()].includes(document.activeElement) ? `#${document.activeElement.id}` : "";
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + active)}`;
    link.textContent = words.signIn;
    status.append(link);
  }
  schedule(RETRY);
}

function saved(sent, result) {
  for (const [key, { raw, unit, reason }] of sent) {
    const input = byKey.get(key);
    field("b", key).value = raw.trim();
    if (field("bu", key)) field("bu", key).value = unit;
    // Typed on while the answer was under way: that text goes next.
    if (input.value === raw && unitOf(input) === unit && (field("r", key)?.value ?? "") === reason) {
      pending.delete(key);
      placeOf(input).classList.remove("is-saving");
      if (raw.trim()) placeOf(input).classList.add("is-saved");
    }
  }
  keep();
  show(result, false);
  const long = texts.find(isTooLong);
  if (pending.size === 0) say(`${words.saved} ${result.at}`, "saved");
  else if (long && [...pending.keys()].every((key) => isTooLong(byKey.get(key)))) say(tooLong(long), "unsaved");
  else schedule(0);
}

function refused(result) {
  if (result.state === "closed") {
    closed = true;
    return say(words.closed, "unsaved");
  }
  for (const [key, theirs] of Object.entries(result.cells)) dispute(key, theirs);
  say(result.message, "unsaved");
  schedule(0);
}

/** Somebody else typed here: theirs, mine and what stood there before are shown, and one chooses. */
function dispute(key, theirs) {
  disputed.add(key);
  const note = noteOf(key).querySelector("[data-findings]"), input = byKey.get(key);
  const box = document.createElement("div");
  box.className = "entry__dispute";
  box.setAttribute("role", "alert");
  const facts = document.createElement("dl");
  for (const [label, value] of [[words.base, theirs.base], [`${words.theirs}${theirs.by ? ` (${theirs.by})` : ""}`, theirs.theirs], [words.mine, theirs.mine]]) {
    const term = document.createElement("dt"), text = document.createElement("dd");
    term.textContent = label;
    text.textContent = value;
    facts.append(term, text);
  }
  const [take, keepMine] = isText(input) ? [words.takeText, words.keepText] : [words.take, words.keep];
  box.append(facts, choice(take, () => settle(key, theirs, true)), choice(keepMine, () => settle(key, theirs, false)));
  note.replaceChildren(box);
  rowOf(input)?.classList.add("is-error");
  placeOf(input).classList.add("is-error");
  box.scrollIntoView({ block: "center" });
}

function choice(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

function settle(key, theirs, take) {
  const input = byKey.get(key);
  disputed.delete(key);
  field("b", key).value = theirs.raw;
  if (isText(input)) {
    // Through the browser's own typing, so that its undo brings back what stood there.
    if (take) type(input, theirs.raw, 0);
  } else {
    field("bu", key).value = theirs.unit || unitOf(input);
    if (take) cells.receive(input, theirs.raw);
    if (take && theirs.unit) unitField(input).value = theirs.unit;
  }
  mark(input, "typed");
  schedule(0);
  input.focus();
}

/** Puts text in place of everything from `start` on, as if somebody had typed it. */
function type(input, text, start) {
  input.focus();
  input.setSelectionRange(start, input.value.length);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done) input.setRangeText(text, start, input.value.length, "end");
}

/** Brings every row up to date with what the server knows; `others` also takes over cells that somebody else filled. */
function show(result, others) {
  form.querySelector("[data-entered]").textContent = result.entered;
  for (const row of rows) {
    const now = result.rows[row.dataset.row];
    if (!now) continue;
    const set = (name, text) => { const place = row.querySelector(`[data-${name}]`); if (place) place.textContent = text; };
    set("prior", now.prior || "–");
    set("before", now.before || "–");
    set("plan", now.plan || "–");
    set("of-plan", now.ofPlan);
    set("of-prior", now.ofPrior);
    const findings = [];
    for (const [key, cell] of Object.entries(now.cells)) {
      if (others) takeOver(key, cell);
      const input = byKey.get(key);
      input.placeholder = cell.derived;
      // What was worked out is said in the unit it stands beside.
      if (cell.derived && !input.value && !pending.has(key)) unitField(input).value = cell.unit;
      if (!disputed.has(key)) note(key, cell);
      const place = placeOf(byKey.get(key));
      place.classList.toggle("is-error", disputed.has(key) || cell.findings.some((finding) => finding.blocks));
      place.classList.toggle("is-warning", !disputed.has(key) && !cell.findings.some((finding) => finding.blocks) && cell.findings.some((finding) => !finding.informs));
      findings.push(...cell.findings);
    }
    const held = Object.keys(now.cells).some((key) => disputed.has(key));
    row.classList.toggle("is-error", held || findings.some((finding) => finding.blocks));
    row.classList.toggle("is-warning", !held && !findings.some((finding) => finding.blocks) && findings.some((finding) => !finding.informs));
  }
  if (others) for (const [key, base] of Object.entries(result.answers ?? {})) takeOver(key, { base, baseUnit: "" });
}

function takeOver(key, cell) {
  const input = byKey.get(key);
  if (!input || pending.has(key) || disputed.has(key) || input === document.activeElement) return;
  if (cell.base === field("b", key).value && cell.baseUnit === (field("bu", key)?.value ?? "")) return;
  cells.receive(input, cell.base);
  field("b", key).value = cell.base;
  if (isText(input)) return measure(input);
  field("bu", key).value = cell.baseUnit;
  const unit = unitField(input);
  if (cell.base && unit.value !== cell.baseUnit) unit.value = cell.baseUnit;
}

function note(key, cell) {
  const place = noteOf(key);
  place.querySelector("[data-understood]").textContent = cell.understood;
  place.querySelector("[data-words]").textContent = cell.words;
  place.querySelector("[data-findings]").replaceChildren(...cell.findings.flatMap((finding) => (finding.repair ? [message(finding), repairButton(key, finding)] : [message(finding)])));
  place.querySelector("[data-reason]").hidden = !cell.asksReason && !field("r", key).value;
}

function message(finding) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${words.icons}#${finding.informs ? "info" : "alert-triangle"}`);
  svg.append(use);
  const text = document.createElement("span"), code = document.createElement("small");
  code.textContent = finding.code;
  text.append(`${finding.message} `, code);
  const box = document.createElement("span");
  box.className = `entry__message${finding.blocks ? " entry__message--bad" : finding.informs ? " entry__message--info" : ""}`;
  box.append(svg, text);
  return box;
}

/** One click puts the suspected figure into the cell; what was typed stays on record in its reason. */
function repairButton(key, finding) {
  const button = document.createElement("button");
  button.className = "button entry__repair";
  button.name = "repair";
  button.value = [key, finding.repair.unit, finding.repair.raw, finding.code].join("|");
  button.dataset.repair = key;
  button.textContent = `${words.repair} ${finding.repair.label}`;
  return button;
}

form.addEventListener("click", async (event) => {
  const button = event.target.closest(".entry__repair");
  if (!button) return;
  event.preventDefault();
  const key = button.dataset.repair, input = byKey.get(key);
  const [, unit, raw] = button.value.split("|");
  const body = new URLSearchParams([["repair", button.value], [`v.${key}`, input.value], [`b.${key}`, field("b", key).value],
    [`bu.${key}`, field("bu", key).value], [`u.${rowOf(input).dataset.row}`, unitOf(input)]]);
  pending.delete(key);
  const answer = await fetch(words.cells, { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } }).catch(() => null);
  if (answer?.status !== 200) return failed(answer?.status === 401);
  const result = await answer.json();
  cells.receive(input, raw);
  const choice = field("u", rowOf(input).dataset.row);
  choice.value = unit;
  const now = result.rows[rowOf(input).dataset.row]?.cells[key];
  if (now && field("r", key)) field("r", key).value = now.reason ?? "";
  saved(new Map([[key, { raw, unit, reason: field("r", key)?.value ?? "" }]]), result);
  input.focus();
});

/** The cells an edited field belongs to: its own, or all typed ones of a line whose unit changed. A total is in its line's unit, too. */
function touched(target) {
  if (isText(target)) return [target];
  const row = rowOf(target);
  if (!row) return [];
  if (target.name.startsWith("u.")) return [...row.querySelectorAll(".entry__input")].filter((input) => input.value || "total" in input.dataset);
  const input = byKey.get(target.name.slice(2));
  return input ? [input] : [];
}

form.addEventListener("input", (event) => {
  const changed = touched(event.target);
  for (const input of changed) mark(input, "typed");
  if (changed.length > 0) schedule(isText(event.target) ? TEXT_PAUSE : PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target.dataset.unitOf) return allUnits(event.target);
  if (touched(event.target).some((input) => pending.has(keyOf(input)))) schedule(0);
});
// Answers to cells that were sent back are kept as they are typed, too.
for (const answer of document.querySelectorAll('input[form="entry"][name^="f."]')) {
  answer.addEventListener("change", async () => {
    const sent = await fetch(words.cells, {
      method: "POST", body: new URLSearchParams([[answer.name, answer.value]]), redirect: "manual", headers: { accept: "application/json" },
    }).catch(() => null);
    if (sent?.status === 200) say(`${words.saved} ${(await sent.json()).at}`, "saved");
    else failed(sent?.status === 401);
  });
}
// The answer of the period before is put under what stands there already: nothing is lost, and the browser's undo takes it back.
for (const button of form.querySelectorAll("[data-copy]")) {
  const input = byKey.get(button.dataset.copy);
  const before = form.querySelector(`[data-before="${CSS.escape(button.dataset.copy)}"]`).textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (input.value.includes(before)) return input.focus();
    type(input, input.value.trim() ? `\n${before}` : before, input.value.trimEnd().length);
    mark(input, "typed");
    schedule(0);
  });
}
form.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.key !== "Escape" || !inputs.includes(input)) return;
  input.value = field("b", keyOf(input)).value;
  mark(input, "typed");
  schedule(0);
});

/** Every line the choice is meant for gets the chosen unit; typed figures keep their digits and are checked again. */
function allUnits(select) {
  for (const row of rows) {
    const unit = field("u", row.dataset.row);
    const meant = select.dataset.unitOf === "all" || /^[kmb]?vnd$/.test(unit.value);
    if (!select.value || unit.tagName !== "SELECT" || !meant || unit.value === select.value) continue;
    unit.value = select.value;
    unit.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Who else is here, and what they have typed meanwhile. */
async function look() {
  if (document.visibilityState === "visible" && !closed && !sending) {
    const before = sends;
    try {
      const answer = await fetch(words.live, { headers: { accept: "application/json" }, redirect: "manual" });
      if (answer.status === 200) {
        const result = await answer.json();
        form.querySelector("[data-people], .entry-tools [data-people]").textContent =
          result.others.length > 0 ? `${words.others} ${result.others.join(", ")}` : "";
        if (sends === before) show(result, true);
        if (!result.editable) { closed = true; say(words.closed, "unsaved"); }
      }
    } catch { /* Asked again soon. */ }
  }
  setTimeout(look, LOOK);
}

/** Takes up what an earlier page could not save. */
function restore() {
  let kept = [];
  try { kept = JSON.parse(localStorage.getItem(STORE) ?? "[]"); } catch { return; }
  let count = 0;
  for (const cell of kept) {
    const input = byKey.get(cell.key);
    if (!input || (cell.raw === input.value && cell.unit === unitOf(input))) continue;
    count += 1;
    cells.receive(input, cell.raw);
    const unit = unitField(input);
    if ([...(unit?.options ?? [])].some((option) => option.value === cell.unit)) unit.value = cell.unit;
    if (cell.reason && field("r", cell.key)) field("r", cell.key).value = cell.reason;
    // Typed over what stood there then: if that has changed, the server says so and one chooses.
    field("b", cell.key).value = cell.base;
    if (field("bu", cell.key)) field("bu", cell.key).value = cell.baseUnit;
    mark(input, "typed");
  }
  keep();
  if (count > 0) {
    told.textContent = words.restored.replace("{n}", count);
    schedule(0);
  }
}

window.addEventListener("beforeunload", (event) => {
  if (pending.size > 0) event.preventDefault();
});
// Pressing a button sends everything in the form anyway: nothing is pending any more.
form.addEventListener("submit", () => {
  clearTimeout(timer);
  pending.clear();
  keep();
});

restore();
// A page that says why nothing was saved brings the text back: it is still to be saved. After a clash one chooses first.
if (!document.querySelector(".conflict")) {
  for (const input of texts) if (input.value.trim() !== field("b", keyOf(input)).value && !pending.has(keyOf(input))) mark(input, "typed");
}
if (words.live) look();
// With a keyboard at hand, work starts where the address says or in the first empty cell; after a refusal, at its summary.
const wanted = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
if (!matchMedia("(pointer: coarse)").matches && !document.querySelector(".error-summary, .conflict")) {
  ([...byKey.values()].includes(wanted) ? wanted : inputs.find((input) => input.closest(".is-returned")) ?? inputs.find((input) => !input.value))?.focus();
}
