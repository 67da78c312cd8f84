// The self-assessment works without this file. It keeps results in the browser when asked, and answers without net: the same
// picture as the server's, a point at origin + share × way (skills/assessment/drawing.py).

const KEPT = "self-assessments";
const RECOGNISED = new Set(["mostly", "fully"]);
const STRONG = 0.75;
const WEAK = 0.5;
const MOST_KEPT = 40;

/** Browsers may refuse to keep anything: then there is nothing, and nothing is said to be kept. */
function load(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function loadKept() {
  const kept = load(KEPT, []);
  return Array.isArray(kept) ? kept.filter((one) => typeof one?.label === "string" && typeof one?.result === "string") : [];
}

/** The list of kept results: open, compare, forget. */
function listKept(section) {
  const list = section.querySelector("[data-kept-list]");
  const model = section.querySelector("template");
  const form = section.querySelector("[data-open-form]");
  const current = document.querySelector("[data-result]")?.dataset.result ?? "";
  const send = (result, earlier) => {
    form.elements.result.value = result;
    form.elements.earlier.value = earlier;
    form.submit();
  };
  const fill = () => {
    const kept = loadKept().filter((one) => one.result !== current);
    section.hidden = kept.length === 0;
    list.replaceChildren(
      ...kept.map((one) => {
        const item = model.content.cloneNode(true);
        const [shown, ...named] = item.querySelectorAll("[data-kept-name]");
        shown.textContent = one.label;
        for (const name of named) name.textContent = `: ${one.label}`;
        item.querySelector("[data-open]")?.addEventListener("click", () => send(one.result, ""));
        item.querySelector("[data-compare]")?.addEventListener("click", () => send(current, one.result));
        item.querySelector("[data-forget]").addEventListener("click", () => {
          store(KEPT, loadKept().filter((other) => other.result !== one.result));
          fill();
          (section.hidden ? document.querySelector("main") : section.querySelector("h2")).focus();
        });
        return item;
      }),
    );
  };
  fill();
}

/** The buttons below a result. */
function offerToKeep(root, result, label) {
  const place = root.querySelector("[data-keep]");
  if (!place) return;
  place.hidden = false;
  const said = place.querySelector("[data-kept-said]");
  place.querySelector("[data-keep-button]").addEventListener("click", () => {
    const others = loadKept().filter((one) => one.result !== result);
    const kept = store(KEPT, [{ label, result }, ...others].slice(0, MOST_KEPT));
    said.textContent = kept ? said.dataset.text : said.dataset.refused;
  });
  root.querySelector("[data-save-button]")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([result], { type: "application/json" }));
    const { date, moment } = JSON.parse(result);
    link.download = `self-assessment-${date}-${moment}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

/** The answers of the form, as they stand in the file of a result. */
function answersOf(form) {
  const answers = {};
  for (const group of form.querySelectorAll("[data-key]")) {
    const answer = group.querySelector("input:checked")?.value;
    if (answer) {
      const { key, kind, letter } = group.dataset;
      answers[key] = { competence: letter, kind, statement: group.querySelector("legend").textContent.trim(), answer };
    }
  }
  return answers;
}

/** `{row: {recognised, answered}}`; rows are kinds of one competence, or competences. */
function scoresOf(answers, rows) {
  const scores = Object.fromEntries(rows.map((row) => [row, { recognised: 0, answered: 0 }]));
  for (const one of Object.values(answers)) {
    const score = scores[one.competence] ?? scores[one.kind];
    if (!score) continue;
    score.answered += 1;
    if (RECOGNISED.has(one.answer)) score.recognised += 1;
  }
  return scores;
}

function share({ recognised, answered }) {
  return answered ? recognised / answered : 0;
}

function tenth(value) {
  return Math.round(value * 10) / 10;
}

/** Fills the page of a result in for these answers. */
function draw(outcome, answers) {
  const dots = [...outcome.querySelectorAll("circle[data-row]")];
  const scores = scoresOf(answers, dots.map((dot) => dot.dataset.row));
  const words = ({ recognised, answered }) =>
    outcome.dataset.score.replace("%(recognised)s", recognised).replace("%(answered)s", answered);
  const points = dots.map((dot) => {
    const { row, x, y, dx, dy } = dot.dataset;
    const part = share(scores[row]);
    const at = [tenth(Number(x) + part * dx), tenth(Number(y) + part * dy)];
    dot.setAttribute("cx", at[0]);
    dot.setAttribute("cy", at[1]);
    outcome.querySelector(`[data-walked="${row}"]`)?.setAttribute("x2", at[0]);
    return at.join(",");
  });
  outcome.querySelector("[data-area]")?.setAttribute("points", points.join(" "));
  const names = {};
  const told = [];
  for (const [row, score] of Object.entries(scores)) {
    for (const place of outcome.querySelectorAll(`[data-score="${row}"]`)) place.textContent = words(score);
    const name = outcome.querySelector(`[data-name="${row}"]`);
    names[row] = [name.dataset.stop, name.textContent.trim()].filter(Boolean).join(". ");
    told.push(`${names[row]}: ${words(score)}`);
  }
  const described = outcome.querySelector("desc");
  if (described) described.textContent = told.join("; ");
  const fill = (place, rows) => {
    place.hidden = rows.length === 0;
    place.querySelector("ul").replaceChildren(
      ...rows.map((row) => {
        const item = document.createElement("li");
        item.textContent = names[row];
        return item;
      }),
    );
  };
  const order = Object.keys(scores).sort((a, b) => share(scores[b]) - share(scores[a]));
  fill(outcome.querySelector("[data-strengths]"), order.filter((row) => share(scores[row]) >= STRONG));
  fill(outcome.querySelector("[data-grow]"), order.filter((row) => share(scores[row]) < WEAK).reverse());
}

async function isOffline() {
  if (navigator.onLine === false) return true;
  try {
    await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    return false;
  } catch {
    return true;
  }
}

/** The form: half-done answers stay when asked, and without net the result is worked out here. */
function assess(form) {
  const name = `self-assessment-draft-${form.dataset.code}`;
  const draft = form.querySelector("[data-draft]");
  const box = draft.querySelector("input");
  const known = load(name, null);
  draft.hidden = false;
  if (known && typeof known === "object") {
    box.checked = true;
    for (const [key, value] of Object.entries(known)) {
      const field = form.elements.namedItem(key);
      if (field instanceof RadioNodeList && !field.value) field.value = value;
    }
  }
  form.addEventListener("change", () => {
    const given = Object.fromEntries(
      [...form.querySelectorAll("[data-key] input:checked")].map((one) => [one.name, one.value]),
    );
    store(name, box.checked ? given : null);
  });

  const missing = form.querySelector("[data-unanswered]");
  form.addEventListener("submit", async (event) => {
    const open = [...form.querySelectorAll("[data-key]")].find((group) => !group.querySelector("input:checked"));
    event.preventDefault();
    missing.hidden = true;
    if (!(await isOffline())) {
      if (!open) store(name, null); // done: the answers are on their way
      form.submit();
    } else if (open) {
      missing.hidden = false;
      open.querySelector("input").focus();
    } else answerHere(form);
  });
}

function answerHere(form) {
  const place = document.createElement("div");
  place.append(document.querySelector("template[data-offline]").content.cloneNode(true));
  const answers = answersOf(form);
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const result = {
    ...JSON.parse(form.dataset.frame),
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    moment: form.elements.moment.value,
    answers,
  };
  draw(place.querySelector("[data-outcome]"), answers);
  form.hidden = true;
  form.after(place);
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(now);
  offerToKeep(place, JSON.stringify(result, null, 1), `${form.dataset.label} · ${day}`);
  place.querySelector("[data-back]").addEventListener("click", () => {
    place.remove();
    form.hidden = false;
    form.querySelector("[type=submit]").focus();
  });
  place.querySelector("h2").focus();
}

for (const section of document.querySelectorAll("[data-kept]")) listKept(section);
const shown = document.querySelector("[data-result]");
if (shown) offerToKeep(shown, shown.dataset.result, shown.dataset.label);
const form = document.querySelector("form[data-assessment]");
if (form) assess(form);
