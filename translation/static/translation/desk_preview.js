// The page as readers will see it, beside the text: it follows the passage one writes, and is loaded anew after what is saved.

const SOON = 400; // milliseconds after a save until it is loaded anew
const REMEMBERED = "translation/preview";
const HERE = "#ffc72c";

const plain = (text) => text.replace(/\[\/?\w+\]/g, "").replace(/\s+/g, " ").trim();

/** The pane of `section`, which `button` opens. `back` goes to the passage one is at; `lines` are all of them. */
export function previewing({ section, button, lines, back }) {
  const address = section.dataset.address;
  const wide = matchMedia("(min-width: 62rem)");
  let frame = null; // nothing is fetched before the pane is opened
  let coming = null;
  let line = null;
  let marked = null;
  let timer = null;

  const isOpen = () => !section.hidden;

  /** Where a passage stands: its translation, or the original where there is none yet. Of several alike, the one as far down. */
  function find(page) {
    const said = ({ area, li }) => plain(area.value) || plain(li.querySelector(".desk-original").textContent);
    const texts = [line.was.trim() ? plain(line.was) : "", said(line), plain(line.li.querySelector(".desk-original").textContent)];
    for (const text of texts.filter(Boolean)) {
      const holds = (element) => (element.getAttribute("alt") ?? plain(element.textContent)).includes(text);
      const found = [...page.body.querySelectorAll("*")].filter((one) => holds(one) && ![...one.children].some(holds));
      const before = [...lines.values()].slice(0, [...lines.values()].indexOf(line)).filter((one) => said(one) === text).length;
      if (found.length) return found[Math.min(before, found.length - 1)];
    }
    return null;
  }

  function show() {
    const page = frame?.contentDocument;
    if (!line || !isOpen() || !page?.body) return;
    if (marked) marked.style.outline = "";
    marked = find(page);
    if (!marked) return;
    Object.assign(marked.style, { outline: `3px solid ${HERE}`, outlineOffset: "4px" });
    // Its own scrollIntoView would move the page around it too.
    const { top } = marked.getBoundingClientRect();
    const view = frame.contentWindow;
    if (top < 0 || top > view.innerHeight * 0.8) view.scrollTo({ top: top + view.scrollY - view.innerHeight / 3 });
  }

  /** Loads it behind the one that is seen, and takes that one's place. */
  function load() {
    if (!isOpen()) return;
    const next = document.createElement("iframe");
    Object.assign(next, { src: address, title: section.getAttribute("aria-label"), className: "desk-page", inert: true });
    coming?.remove(); // what was saved before it is no longer of interest
    coming = next;
    next.addEventListener("load", () => {
      const view = next.contentWindow;
      if (frame) view.scrollTo({ top: frame.contentWindow.scrollY, behavior: "instant" });
      frame?.remove();
      frame = next;
      coming = null;
      next.inert = false;
      marked = null;
      next.contentDocument.querySelector("wagtail-userbar")?.remove(); // it leads to the form
      next.contentDocument.addEventListener("click", (event) => event.target.closest("a, button") && event.preventDefault());
      next.contentDocument.addEventListener("keydown", ({ key }) => key === "Escape" && back());
      show();
    }, { once: true });
    section.append(next);
  }

  function toggle(open) {
    section.hidden = !open;
    button.setAttribute("aria-expanded", open);
    document.body.classList.toggle("desk-previewing", open);
    if (!open) {
      frame?.remove();
      coming?.remove();
      frame = coming = null;
    } else if (!frame && !coming) load();
  }

  function remember(open) {
    localStorage.setItem(REMEMBERED, open ? "open" : "");
    toggle(open);
  }

  button.hidden = false;
  button.addEventListener("click", () => remember(!isOpen()));
  section.querySelector("[data-back]").addEventListener("click", back);
  wide.addEventListener("change", () => toggle(wide.matches && localStorage.getItem(REMEMBERED) === "open"));
  toggle(wide.matches && localStorage.getItem(REMEMBERED) === "open");

  return {
    at(other) {
      line = other;
      show();
    },
    renew() {
      clearTimeout(timer);
      timer = setTimeout(load, SOON);
    },
    enter() {
      if (!wide.matches) return;
      if (!isOpen()) remember(true);
      section.focus();
    },
  };
}
