// Which units somebody has done: kept in this browser and nowhere else, from the first click on. docs/contracts.md has the format.

const NAME = "keep-in-pact-progress"; // in localStorage, and the format of the file
const VERSION = 1;
const MOST_BYTES = 500_000;
const MOST_UNITS = 5_000;
const MOST_LETTERS = 300;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Why a file is not read: `broken`, `foreign`, `newer`, `big`, or `entry` with its `number`. */
export class Refused extends Error {
  constructor(why, number = 0) {
    super(why);
    this.number = number;
  }
}

/** Text of a file → `Map` of `{done: "2026-11-30", title}` by unit. Throws `Refused`. */
export function read(text) {
  if (text.length > MOST_BYTES) throw new Refused("big");
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refused("broken");
  }
  if (file?.format !== NAME) throw new Refused("foreign");
  if (!Number.isInteger(file.version) || file.version < 1) throw new Refused("foreign");
  if (file.version > VERSION) throw new Refused("newer");
  if (!Array.isArray(file.units)) throw new Refused("broken");
  if (file.units.length > MOST_UNITS) throw new Refused("big");
  return new Map(file.units.map((entry, index) => [entry?.unit, sound(entry, index + 1)]));
}

function sound(entry, number) {
  const { unit, done, title = "" } = entry ?? {};
  const good = ID.test(unit) && DAY.test(done) && isDay(done) && typeof title === "string";
  if (!good || title.length > MOST_LETTERS) throw new Refused("entry", number);
  return { done, title };
}

function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** The reverse of `read`: the same units give the same text, in whatever order they were done. */
export function write(units) {
  const rows = [...units].map(([unit, { done, title }]) => ({ unit, done, title }));
  rows.sort((one, other) => (one.unit < other.unit ? -1 : 1));
  return JSON.stringify({ format: NAME, version: VERSION, units: rows }, null, 1);
}

/** Both together; of a unit in both, the earlier day counts. */
export function merged(ours, theirs) {
  const all = new Map(ours);
  for (const [unit, entry] of theirs) {
    const known = all.get(unit);
    if (!known || entry.done < known.done) all.set(unit, entry);
  }
  return all;
}

const box = document.querySelector("[data-progress]");
const mark = document.querySelector("[data-mark]");
const goOn = document.querySelector("[data-go-on]");

/** What is kept; nothing when there is nothing. What cannot be read stays where it is until something new is kept. */
function kept() {
  const text = localStorage.getItem(NAME);
  if (text === null) return new Map();
  try {
    return read(text);
  } catch {
    say("unread");
    return new Map();
  }
}

function keep(units) {
  const text = localStorage.getItem(NAME);
  try {
    if (text !== null) read(text);
  } catch {
    localStorage.setItem(`${NAME}-unread-${Date.now()}`, text);
  }
  localStorage.setItem(NAME, write(units));
}

/** Puts values into a text of the template: `{done} of {total}`. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function say(what, values = {}) {
  if (!box) return;
  const name = `text${what[0].toUpperCase()}${what.slice(1)}`;
  box.querySelector("[data-said]").textContent = filled(box.dataset[name], values);
  box.hidden = false;
}

function inWords(day) {
  return new Date(`${day}T12:00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Whether the browser lets the site keep something; asked on a click, never before. */
function attempt(change) {
  try {
    change();
    return true;
  } catch {
    say("blocked");
    return false;
  }
}

let modules = null; // asked for once, and only where something is kept

async function allModules() {
  if (!modules) {
    const answer = await fetch((box ?? goOn).dataset.progress ?? goOn.dataset.goOn);
    if (!answer.ok) throw new Error(answer.statusText);
    modules = (await answer.json()).modules;
  }
  return modules;
}

function showMark(units) {
  const done = units.get(mark.dataset.mark)?.done;
  const { textDone, textMark, textUnmark } = mark.dataset;
  mark.querySelector("[role=status]").textContent = done ? filled(textDone, { date: inWords(done) }) : "";
  mark.querySelector("button").textContent = done ? textUnmark : textMark;
  mark.hidden = false;
}

function line(module, units) {
  const isDone = (unit) => units.has(unit.id);
  const done = module.units.filter(isDone).length;
  const left = module.units.filter((unit) => unit.compulsory && !isDone(unit)).length;
  const { textPath, textLeft, textReady } = box.dataset;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = module.url;
  link.textContent = `${module.letter}. ${module.title}`;
  const rest = left ? filled(textLeft, { left }) : textReady;
  item.append(link, ` – ${filled(textPath, { done, total: module.units.length })}, ${rest}`);
  return item;
}

/** On a module its own line, elsewhere those of all that were begun. */
function showPath(units, all) {
  const letter = box.dataset.module;
  const shown = all.filter((module) => (letter ? module.letter === letter : module.units.some((one) => units.has(one.id))));
  box.querySelector("[data-path]").replaceChildren(...shown.map((module) => line(module, units)));
  const known = new Set(all.flatMap((module) => module.units.map((unit) => unit.id)));
  const gone = [...units].filter(([unit]) => !known.has(unit));
  box.querySelector("[data-gone]").replaceChildren(
    ...gone.map(([, { done, title }]) => {
      const item = document.createElement("li");
      item.textContent = filled(box.dataset.textGone, { title: title || box.dataset.textNameless, date: inWords(done) });
      return item;
    }),
  );
}

/** The first unit that is left in the module one was at last. */
function showGoOn(units, all) {
  const lastOf = (module) => module.units.map((one) => units.get(one.id)?.done ?? "").reduce((a, b) => (a > b ? a : b), "");
  const begun = all.filter((module) => lastOf(module) && module.units.some((one) => !units.has(one.id)));
  begun.sort((one, other) => lastOf(other).localeCompare(lastOf(one)));
  const rest = all.filter((module) => !lastOf(module));
  const module = begun[0] ?? (units.size ? rest[0] : undefined);
  const unit = module?.units.find((one) => !units.has(one.id));
  goOn.hidden = !unit;
  if (!unit) return;
  const link = goOn.querySelector("a");
  link.href = unit.url;
  const words = filled(goOn.dataset.textGoOn, { module: module.letter, unit: unit.number, title: unit.title });
  link.replaceChildren(words, " ", link.querySelector("svg"));
}

async function show() {
  let units;
  try {
    units = kept();
  } catch {
    units = new Map(); // the browser keeps nothing for this site; a click says so
  }
  if (mark) showMark(units);
  for (const stop of document.querySelectorAll("[data-unit]")) {
    stop.querySelector("[data-done]").hidden = !units.has(stop.dataset.unit);
  }
  if (box && units.size) box.hidden = false;
  if (box?.dataset.module === "") box.hidden = false; // the list of modules also takes a file from elsewhere
  if (goOn && !units.size) goOn.hidden = true;
  if (!units.size) {
    box?.querySelectorAll("[data-path], [data-gone]").forEach((list) => list.replaceChildren());
    return;
  }
  try {
    const all = await allModules();
    if (box) showPath(units, all);
    if (goOn) showGoOn(units, all);
  } catch {
    // No network: what is done stays kept, and the marks of this page are shown.
  }
}

mark?.querySelector("button").addEventListener("click", () => {
  const { mark: unit, title } = mark.dataset;
  const changed = attempt(() => {
    const units = kept();
    if (!units.delete(unit)) units.set(unit, { done: today(), title });
    keep(units);
  });
  if (changed) show();
});

box?.querySelector("[data-export]").addEventListener("click", () => {
  attempt(() => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(kept())], { type: "application/json" }));
    link.download = `keep-in-pact-${today()}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
});

box?.querySelector("[data-forget]").addEventListener("click", () => {
  const forgotten = attempt(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(NAME))
      .forEach((name) => localStorage.removeItem(name)),
  );
  if (!forgotten) return;
  show();
  say("forgotten");
});

box?.querySelector("input[type=file]").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  try {
    if (file.size > MOST_BYTES) throw new Refused("big");
    const theirs = read(await file.text());
    attempt(() => {
      const ours = kept();
      const all = merged(ours, theirs);
      keep(all);
      show();
      say("taken", { added: all.size - ours.size, total: all.size });
    });
  } catch (problem) {
    if (problem instanceof Refused) say(problem.message, { number: problem.number });
    else say("broken");
  }
});

window.addEventListener("storage", (event) => {
  if (event.key === NAME || event.key === null) show(); // another tab
});
show();
