// Additions only: every page works without this file.

const menus = document.querySelectorAll("details.menu");

/** Escape and a click elsewhere close an open menu; Escape gives the focus back to its button. */
function closeMenus(event) {
  for (const menu of menus) {
    if (!menu.open) continue;
    if (event.key === "Escape") {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    } else if (event.type === "click" && !menu.contains(event.target)) menu.open = false;
  }
}
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);

let lists = 0;
let voice = null; // the live region that says how many suggestions there are

function say(count) {
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  const { textSuggestions = "", textNoSuggestions = "" } = document.body.dataset;
  voice.textContent = count ? textSuggestions.replace("{count}", count) : textNoSuggestions;
}

/** The name of a language that is not the page's, in the words of the page. */
function foreign(code) {
  const { lang } = document.documentElement;
  return code && code !== lang ? new Intl.DisplayNames([lang], { type: "language" }).of(code) : "";
}

/** A text input becomes a combobox whose list comes from `data-suggest` (combobox pattern with list autocomplete). */
function suggest(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(lists += 1)}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? input.name);
  list.hidden = true;
  const frame = input.closest("[data-combo], .search-box") ?? input.parentElement;
  frame.classList.add("combo");
  frame.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");

  let timer = 0;
  let call = new AbortController();
  let chosen = -1;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };
  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    if (option.dataset.url) {
      window.location.assign(option.dataset.url);
      return;
    }
    input.value = option.dataset.value;
    show(false);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const fill = (results) => {
    list.replaceChildren(
      ...results.slice(0, 8).map((result, index) => {
        const option = document.createElement("li");
        const name = result.title ?? result.label ?? result.name;
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = name;
        if (result.url) option.dataset.url = result.url;
        if (result.language) option.lang = result.language;
        option.append(name);
        const about = result.kind_label ?? (name.includes(result.region) ? "" : result.region);
        const note = [about, foreign(result.language)].filter(Boolean).join(" · ");
        if (note) {
          const aside = document.createElement("span");
          aside.textContent = note;
          aside.lang = document.documentElement.lang;
          option.append(aside);
        }
        return option;
      }),
    );
    show(list.children.length > 0);
    say(list.children.length);
  };
  const ask = async () => {
    call.abort();
    call = new AbortController();
    const text = input.value.trim();
    if (text.length < 2) {
      list.replaceChildren();
      return show(false);
    }
    const query = new URLSearchParams({ q: text, language: document.documentElement.lang });
    try {
      const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal: call.signal });
      if (answer.ok) fill((await answer.json()).results ?? []);
    } catch {
      if (!call.signal.aborted) show(false);
    }
  };

  show(false);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (list.hidden) {
      // A list that was closed opens again, and a text that stood here from the start gets its list.
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      if (count) show(true);
      else ask();
    } else if (event.key === "ArrowDown") mark((chosen + 1) % count);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
}
document.querySelectorAll("input[data-suggest]").forEach(suggest);

/** Whether this browser keeps something under a name; some refuse to be asked. */
function keeps(name) {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}

// What needs a script only once it is used, or once something of it is kept here, fetches it then.
for (const part of document.querySelectorAll("[data-script]")) {
  const { script, kept } = part.dataset;
  if (kept && keeps(kept)) import(script);
  for (const used of kept ? [] : ["focusin", "pointerdown"]) part.addEventListener(used, () => import(script), { once: true });
}

// Browsers without ::details-content cannot unfold the filters by style alone.
const wide = window.matchMedia("(min-width: 64rem)");
if (!CSS.supports("selector(::details-content)")) {
  const unfold = () => document.querySelectorAll("details.filters").forEach((filters) => (filters.open = wide.matches));
  wide.addEventListener("change", unfold);
  if (wide.matches) unfold();
}
