// Keys, filters by kind, and marks. Without it the page can be read all the same.

const FORMAT = "retell-marks/1";
const STORE = "retell.mark.";
// A page of the service brings a keeper of marks; a page by itself leaves them to the browser.
const keeper = globalThis.retellKeeper ?? null;
const findings = [...document.querySelectorAll(".finding")];
const marked = [...document.querySelectorAll("[data-f]")].map((part) => [part, part.dataset.f.split(" ")]);
const partsOf = new Map();
for (const [part, ids] of marked) {
  for (const id of ids) partsOf.set(id, [...(partsOf.get(id) ?? []), part]);
}
const byId = new Map(findings.map((item) => [item.id.slice(2), item]));
const marks = new Map();
const $ = (selector) => document.querySelector(selector);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let current = null;
let lasting = true;

// Marks: a state and a note for each finding, kept under its stable id.

function load(id) {
  try {
    return valid(JSON.parse(localStorage.getItem(STORE + id)));
  } catch {
    return null;
  }
}

function valid(mark) {
  if (!mark || typeof mark !== "object") return null;
  const state = ["accepted", "dismissed"].includes(mark.state) ? mark.state : null;
  const note = typeof mark.note === "string" ? mark.note.slice(0, 2000) : "";
  return state || note ? { state, note } : null;
}

function keep(id, mark) {
  const kept = valid(mark);
  if (kept) marks.set(id, kept);
  else marks.delete(id);
  if (keeper) keeper.keep(id, kept).then(keptElsewhere);
  else store(id, kept);
  show(id);
}

function store(id, kept) {
  try {
    if (kept) localStorage.setItem(STORE + id, JSON.stringify(kept));
    else localStorage.removeItem(STORE + id);
  } catch {
    lasting = false;
  }
}

function keptElsewhere(whether) {
  lasting = whether;
  refresh();
}

function take(found) {
  for (const [id, one] of found) {
    const kept = byId.has(id) && valid(one);
    if (kept) marks.set(id, kept);
    if (kept) show(id);
  }
  refresh();
}

function mark(id, change) {
  keep(id, { state: null, note: "", ...marks.get(id), ...change });
  refresh();
}

function toggle(id, state) {
  mark(id, { state: marks.get(id)?.state === state ? null : state });
}

function show(id) {
  const item = byId.get(id);
  const { state, note } = marks.get(id) ?? { state: null, note: "" };
  item.classList.toggle("accepted", state === "accepted");
  item.classList.toggle("dismissed", state === "dismissed");
  for (const button of item.querySelectorAll(".marking button")) {
    button.setAttribute("aria-pressed", String(button.dataset.state === state));
  }
  const field = item.querySelector(".marked-note");
  if (field !== document.activeElement) field.value = note;
  item.querySelector(".marking").classList.toggle("noted", Boolean(note));
}

function arm(item) {
  const id = item.id.slice(2);
  const number = item.querySelector(".number").textContent;
  item.append($("#marking").content.cloneNode(true));
  for (const button of item.querySelectorAll(".marking button")) {
    button.setAttribute("aria-label", `${button.textContent} finding ${number}`);
    button.addEventListener("click", () => toggle(id, button.dataset.state));
  }
  const field = item.querySelector(".marked-note");
  field.setAttribute("aria-label", `Note on finding ${number}`);
  field.addEventListener("change", () => mark(id, { note: field.value.trim() }));
  item.addEventListener("focusin", () => choose(item));
  const found = keeper ? null : load(id);
  if (found) marks.set(id, found);
  show(id);
}

function save() {
  const own = Object.fromEntries([...marks].sort(([one], [other]) => (one < other ? -1 : 1)));
  const text = JSON.stringify({ format: FORMAT, marks: own }, null, 1) + "\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "marks.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function open(event) {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) return;
  let read = null;
  try {
    read = JSON.parse(await file.text());
  } catch {
    // Said below, with every other file that holds no marks.
  }
  if (read?.format !== FORMAT || typeof read.marks !== "object" || !read.marks) {
    refresh(`${file.name} holds no marks of this kind`);
    return;
  }
  let taken = 0;
  for (const [id, found] of Object.entries(read.marks)) {
    if (byId.has(id) && valid(found)) {
      keep(id, found);
      taken += 1;
    }
  }
  refresh(`${taken} of ${Object.keys(read.marks).length} marks are of findings on this page`);
}

// What is shown: a finding whose kind is off, or that was dismissed, leaves no mark in the text.

function refresh(said = "") {
  const off = new Set([...document.querySelectorAll("input.kind:not(:checked)")].map((box) => box.value));
  const quiet = new Set();
  for (const [id, item] of byId) {
    item.hidden = off.has(item.dataset.kind);
    if (item.hidden || marks.get(id)?.state === "dismissed") quiet.add(id);
  }
  for (const [part, ids] of marked) part.classList.toggle("off", ids.every((id) => quiet.has(id)));
  const count = (state) => [...marks.values()].filter((one) => one.state === state).length;
  const told = [`${count("dismissed")} dismissed`, `${count("accepted")} accepted`];
  if (!lasting) told.push(keeper ? "the last mark was not kept: the service did not take it" : "marks are not kept: this browser stores nothing for the page");
  if (said) told.push(said);
  $(".tally").textContent = told.join(", ");
}

// Getting about.

const visible = (item) => item.checkVisibility();
const behavior = () => (calm.matches ? "instant" : "smooth");

function choose(item) {
  if (current === item) return;
  current?.removeAttribute("aria-current");
  for (const part of document.querySelectorAll(".current")) part.classList.remove("current");
  current = item;
  if (!item) return;
  item.setAttribute("aria-current", "true");
  for (const part of partsOf.get(item.id.slice(2)) ?? []) part.classList.add("current");
}

function step(by) {
  const open = findings.filter(visible);
  if (!open.length) return;
  const at = open.indexOf(current);
  go(open[Math.min(open.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : open.length - 1) : at + by))]);
}

function go(item) {
  choose(item);
  history.replaceState(null, "", `#${item.id}`);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest", behavior: behavior() });
  if (matchMedia("(min-width: 80rem)").matches) showWords();
}

function showWords() {
  if (!current) return;
  const id = current.id.slice(2);
  const row = current.querySelector(".where")?.getAttribute("href").slice(1);
  const words = document.getElementById(`left-${id}`) ?? document.getElementById(`right-${id}`);
  const place = words ?? document.getElementById(row);
  if (!place) return;
  const box = place.closest(".fold")?.querySelector(".unfold");
  if (box) box.checked = true;
  place.scrollIntoView({ block: "center", behavior: behavior() });
}

const acts = {
  j: () => step(1),
  k: () => step(-1),
  t: showWords,
  a: () => current && toggle(current.id.slice(2), "accepted"),
  d: () => current && toggle(current.id.slice(2), "dismissed"),
  n: () => current?.querySelector(".marked-note").focus(),
  h: () => $("#show-harmless").click(),
  f: () => {
    const boxes = [...document.querySelectorAll(".unfold")];
    const unfold = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = unfold;
  },
  "?": () => $("#keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches?.("input[type=text]");
  if (writing && event.key === "Escape") event.target.closest(".finding").focus();
  if (writing || event.ctrlKey || event.metaKey || event.altKey || $("#keys").open) return;
  if (event.key !== "?" && !$("#single-keys").checked) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#f-"]');
  const item = link && byId.get(link.getAttribute("href").slice(3));
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!visible(item)) return;
  event.preventDefault();
  go(item);
});

// The overview: which part of the whole is in view.

const pane = $(".versions");
const view = $(".overview .view");

function look() {
  const { top, height } = pane.getBoundingClientRect();
  const from = Math.max(0, -top / height);
  const to = Math.min(1, (innerHeight - top) / height);
  view.setAttribute("y", String(Math.round(1000 * from)));
  view.setAttribute("height", String(Math.max(0, Math.round(1000 * (to - from)))));
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    look();
  });
}

findings.forEach(arm);
for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
for (const box of document.querySelectorAll("input.kind")) box.addEventListener("change", () => refresh());
$("#save-marks").addEventListener("click", save);
$("#open-marks").addEventListener("change", open);
$("#show-keys").addEventListener("click", acts["?"]);
addEventListener("scroll", soon, { passive: true });
addEventListener("resize", soon);
addEventListener("storage", (event) => {
  const id = !keeper && event.key?.startsWith(STORE) ? event.key.slice(STORE.length) : "";
  if (!byId.has(id)) return;
  const found = load(id);
  if (found) marks.set(id, found);
  else marks.delete(id);
  show(id);
  refresh();
});
refresh();
look();
if (keeper) keeper.all([...byId.keys()]).then(take, () => keptElsewhere(false));
const asked = byId.get(location.hash.slice(3));
if (asked) choose(asked);
