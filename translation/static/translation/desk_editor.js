// The translator's editor by keyboard: Enter saves and goes on, what is typed is saved by itself, and what stands beside the page follows.
// Without this script the same form is sent by its buttons.

const PAUSE = 1500; // milliseconds without a key until what was typed is saved
const GLANCE = 250; // at a passage until what stands beside it is fetched

const root = document.querySelector("#desk-editor[data-fields]");
const form = document.querySelector("#desk-form");

async function start() {
  const { fields, sending: sends, preview: shows } = root.dataset;
  const [{ fieldOf, lengthOf }, { sending }, page] = await Promise.all([import(fields), import(sends), shows && import(shows)]);
  const panel = document.querySelector("#desk-panel");
  const progress = document.querySelector("#desk-progress");
  const status = form.querySelector("[data-status]");
  const token = form.elements.csrfmiddlewaretoken.value;
  const lines = new Map();
  let here = null;
  let preview = null;

  // What is said ---------------------------------------------------------------------------------------------------------------

  function say(name) {
    const text = root.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`];
    status.dataset.status = name;
    if (name !== "saving" && status.textContent !== text) status.textContent = text;
    if (name !== "signedOut") return;
    const link = document.createElement("a");
    Object.assign(link, { href: `${root.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`, target: "_blank", rel: "noreferrer" });
    link.textContent = root.dataset.textSignIn;
    status.append(" ", link);
  }

  const sender = sending({
    address: location.href.split("#")[0], name: root.dataset.store, cookieName: root.dataset.csrfCookie, token, status: say, place: () => here?.pk ?? "",
    told(answer) {
      progress.innerHTML = answer.progress;
      for (const [pk, told] of Object.entries(answer.lines)) {
        const line = lines.get(pk);
        line.seen.value = told.seen;
        if (told.saved && !sender.kept.has(pk)) line.was = line.field.value;
        line.li.toggleAttribute("data-open", told.open);
        line.li.querySelector("[data-state]").innerHTML = told.state;
        line.li.querySelector("[data-said]").innerHTML = told.said;
        line.li.querySelector(".desk-right")?.toggleAttribute("hidden", !told.open);
      }
      if (Object.values(answer.lines).some(({ saved }) => saved)) preview?.renew();
      for (const pk of answer.gone) lines.get(String(pk)).li.querySelector("[data-said]").textContent = root.dataset.textGone;
    },
  });

  // Fields ---------------------------------------------------------------------------------------------------------------------

  function measure({ li, area, field }) {
    const count = li.querySelector("[data-count]");
    if (count) {
      const number = lengthOf(area.value);
      count.hidden = false;
      count.textContent = root.dataset.textCount.replace("{n}", number).replace("{limit}", area.dataset.limit);
      count.classList.toggle("desk-over", number > area.dataset.limit);
    }
    for (const tool of li.querySelectorAll("[data-mark].desk-tool")) {
      const there = field.has(tool.dataset.mark) || !area.value.trim();
      tool.hidden = false;
      tool.classList.toggle("desk-gone", !there);
      tool.querySelector("[data-there]").hidden = !there;
      tool.querySelector("[data-gone]").hidden = there;
    }
  }

  for (const li of form.querySelectorAll("[data-passage]")) {
    const area = li.querySelector("textarea");
    const pk = li.dataset.passage;
    const line = { pk, li, area, seen: form.elements[`seen-${pk}`], was: area.value, field: fieldOf(area) };
    lines.set(pk, line);
    area.addEventListener("input", () => {
      measure(line);
      if (area.value === line.was) sender.drop(pk);
      else sender.keep(pk, area.value, line.seen.value);
      clearTimeout(line.timer);
      line.timer = setTimeout(() => save(line), PAUSE);
    });
    for (const tool of li.querySelectorAll("[data-mark].desk-tool")) {
      tool.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay chosen
      tool.addEventListener("click", () => line.field.put(tool.dataset.mark));
    }
    li.querySelector("[data-next]").addEventListener("click", () => {
      here = line;
      finish();
    });
    measure(line);
  }

  /** Sends a passage when it was changed, or said to be right. What was refused is sent again only on purpose. */
  function save(line, { right = false } = {}) {
    clearTimeout(line.timer);
    const text = line.area.value;
    const refused = sender.kept.get(line.pk)?.refused;
    if (!right && (refused || !sender.kept.has(line.pk))) return;
    if (right && text === line.was && !line.li.hasAttribute("data-open")) return;
    if (!text.trim() && !line.was) return;
    sender.keep(line.pk, text, line.seen.value, { due: true, right });
    queueMicrotask(sender.send); // by then somebody who goes on is at the next one
  }

  // From passage to passage ----------------------------------------------------------------------------------------------------

  const all = () => [...lines.values()];

  function go(line) {
    line.field.focus();
    become(line); // it may have had the focus before there was a script
    line.li.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = all();
    const next = list[list.indexOf(here) + by];
    if (next) go(next);
  }

  function onward() {
    const list = all();
    const at = list.indexOf(here) + 1;
    const next = [...list.slice(at), ...list.slice(0, at - 1)].find(({ li }) => li.hasAttribute("data-open"));
    if (next) return go(next);
    say("finished");
    form.querySelector(".desk-confirm .button:not(.button-secondary)").focus();
  }

  /** Saves a passage as right, and goes on. */
  function finish() {
    save(here, { right: true });
    if (here.area.value.trim()) here.li.removeAttribute("data-open");
    onward();
  }

  let fetched = null;
  let glance = null;

  const panelOf = (line) => root.dataset.panel.replace(/0\/$/, `${line.pk}/`);

  function fill(html) {
    panel.innerHTML = html;
    for (const button of panel.querySelectorAll("[data-take]")) button.hidden = false;
  }

  async function look(line) {
    fetched?.abort();
    fetched = new AbortController();
    try {
      const answer = await fetch(panelOf(line), { signal: fetched.signal, redirect: "manual" });
      if (answer.ok) fill(await answer.text());
      await ask(line, new URLSearchParams());
    } catch {
      // Without a connection the panel stays as it is; the sender says so.
    }
  }

  const ask = (line, body) => fetch(panelOf(line), {
    method: "POST", body, redirect: "manual", headers: { Accept: "application/json", ...sender.signature() },
  });

  function become(line) {
    if (!line || line === here) return;
    document.querySelector(".desk-here")?.classList.remove("desk-here");
    if (here) save(here);
    here = line;
    line.li.classList.add("desk-here");
    preview?.at(line);
    clearTimeout(glance);
    glance = setTimeout(() => look(line), GLANCE);
  }

  form.addEventListener("focusin", ({ target }) => become(lines.get(target.closest("[data-passage]")?.dataset.passage)));

  // Beside the passage ---------------------------------------------------------------------------------------------------------

  function take(button) {
    here.field.value = button.dataset.take;
    here.field.focus();
  }

  // On a small screen it stands below the list.
  form.addEventListener("click", async (event) => {
    const line = event.target.closest(".desk-beside a") && lines.get(event.target.closest("[data-passage]").dataset.passage);
    if (!line) return;
    event.preventDefault();
    become(line);
    clearTimeout(glance);
    await look(line);
    panel.focus();
    panel.scrollIntoView();
  });

  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-take]");
    if (button && here) take(button);
    if (target.closest(".desk-panel-of") && here) here.field.focus();
  });

  panel.addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = here;
    try {
      const answer = await ask(line, new URLSearchParams(new FormData(event.target)));
      if (!answer.ok) return say(answer.type === "opaqueredirect" ? "signedOut" : "failed");
      fill(await answer.text());
      panel.querySelector("[name=note]").focus();
    } catch {
      say("offline");
    }
  });

  // Keys -----------------------------------------------------------------------------------------------------------------------

  form.addEventListener("keydown", (event) => {
    const { key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing, target } = event;
    if (isComposing || !here || target !== here.field.element) return;
    const command = ctrlKey || metaKey;
    if (key === "Enter") {
      if (shiftKey && "lines" in here.area.dataset) return;
      event.preventDefault();
      if (!shiftKey) finish();
    } else if (command && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      step(key === "ArrowDown" ? 1 : -1);
    } else if (altKey && /^Digit[1-9]$/.test(code)) {
      const button = panel.querySelectorAll(".desk-suggestions [data-take]")[Number(code.at(-1)) - 1];
      event.preventDefault();
      if (button) take(button);
    } else if (altKey && code === "KeyP" && preview) {
      event.preventDefault();
      preview.enter();
    } else if (command && ["k", "b", "i"].includes(key.toLowerCase())) {
      const names = [...here.li.querySelectorAll(".desk-tool")].map((tool) => tool.dataset.mark);
      event.preventDefault();
      const name = names.find((one) => !here.field.has(one)) ?? names[0];
      if (name) here.field.put(name);
    }
  });

  // A place in the list that is clicked, and not its field.
  form.addEventListener("click", ({ target }) => {
    if (!target.closest("a, button, label, input, textarea, [contenteditable]") && getSelection().isCollapsed) {
      const line = lines.get(target.closest("[data-passage]")?.dataset.passage);
      if (line) go(line);
    }
  });

  form.addEventListener("submit", () => all().forEach(({ timer }) => clearTimeout(timer)));

  // What was typed before ------------------------------------------------------------------------------------------------------

  let restored = false;
  for (const [pk, { text, seen }] of [...sender.kept]) {
    const line = lines.get(pk);
    if (!line) continue; // of another tab of the list
    if (text === line.area.value) {
      sender.drop(pk);
      continue;
    }
    line.field.value = text;
    clearTimeout(line.timer);
    sender.keep(pk, text, seen, { due: true });
    restored = true;
  }
  if (page) {
    const [section, button] = [document.querySelector("#desk-preview"), document.querySelector("#desk-preview-button")];
    preview = page.previewing({ section, button, lines, back: () => here?.field.focus() });
  }
  const first = lines.get(form.querySelector(".desk-here")?.dataset.passage) ?? all()[0];
  root.classList.add("desk-scripted");
  if (first) go(first);
  fill(panel.innerHTML);
  if (restored) {
    say("restored");
    sender.send();
  }
}

if (root) start();
