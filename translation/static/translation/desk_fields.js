// Fields of passages. Where the original has links or emphasis, the words stand in numbered marks: they can be written in and moved, but
// not broken, as nobody types their brackets. The textarea below stays, and has the same text with its marks.

const MARK = /(\\*)\[(\/?)(\d{1,4}|b|strong|i|em|code|abbr|acronym)\]/g;
const OUTSIDE = "\u200b"; // beside a mark at the edge: a place to write outside of it
const CLASS = "desk-mark";

const escaped = (text) => text.replace(MARK, (all, slashes) => `${slashes}${slashes}\\${all.slice(slashes.length)}`);

function mark(name) {
  const span = document.createElement("span");
  span.className = CLASS;
  span.dataset.mark = name;
  return span;
}

/** Puts a text with marks into an element. */
function show(text, root) {
  const open = [root];
  let at = 0;
  const say = (words) => words && open.at(-1).append(words);
  for (const found of text.matchAll(MARK)) {
    const [all, slashes, closes, name] = found;
    say(text.slice(at, found.index) + "\\".repeat(slashes.length / 2));
    at = found.index + all.length;
    if (slashes.length % 2) say(all.slice(slashes.length));
    else if (!closes) {
      const span = mark(name);
      open.at(-1).append(span);
      open.push(span);
    } else if (open.at(-1).dataset.mark === name && open.length > 1) open.pop();
  }
  say(text.slice(at));
}

/** The text of an element, with marks. */
function told(root) {
  let out = "";
  let words = "";
  const flush = (sign) => {
    const text = escaped(words.replaceAll(OUTSIDE, ""));
    out += sign ? text.replace(/\\+$/, "$&$&") + sign : text;
    words = "";
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) words += child.data;
      else if (child.nodeName === "BR") words += "\n";
      else if (child.dataset?.mark) {
        flush(`[${child.dataset.mark}]`);
        walk(child);
        flush(`[/${child.dataset.mark}]`);
      } else walk(child);
    }
  };
  walk(root);
  flush("");
  return out;
}

const marksIn = (root) => [...root.querySelectorAll(`.${CLASS}`)];
const unwrap = (span) => span.replaceWith(...span.childNodes);

/** A mark stands once, and there is room to write on both sides of it. */
function tidy(root) {
  const seen = new Set();
  for (const span of marksIn(root)) {
    const name = span.dataset.mark;
    if (/\d/.test(name) && seen.has(name)) unwrap(span);
    seen.add(name);
  }
  const isMark = (node) => node?.classList?.contains(CLASS);
  if (isMark(root.firstChild)) root.prepend(OUTSIDE);
  if (isMark(root.lastChild)) root.append(OUTSIDE);
}

/** Where the chosen words begin and end, in letters from the start: marks may come and go between. */
function chosen(root) {
  const selection = getSelection();
  if (!selection.rangeCount || !root.contains(selection.anchorNode)) return null;
  if (selection.isCollapsed) {
    selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
  }
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const words = range.toString();
  const tail = words.length - words.trimEnd().length;
  return words.trim() ? [start, start + words.length - tail] : null;
}

function rangeOf(root, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}

function toEnd(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.collapse(false);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/** A textarea with marks, as words in numbered boxes. */
function rich(area) {
  const root = document.createElement("div");
  root.className = "desk-rich";
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-multiline", "true");
  root.contentEditable = "plaintext-only";
  root.spellcheck = true;
  for (const name of ["lang", "aria-labelledby", "aria-describedby"]) root.setAttribute(name, area.getAttribute(name));
  const fill = () => {
    root.replaceChildren();
    show(area.value, root);
    tidy(root);
  };
  const changed = () => {
    area.value = told(root);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  root.addEventListener("input", (event) => {
    event.stopPropagation(); // the textarea tells of it
    if (event.isComposing) return;
    tidy(root);
    changed();
  });
  root.addEventListener("compositionend", () => {
    tidy(root);
    changed();
  });
  fill();
  area.hidden = true;
  area.before(root);
  return {
    element: root,
    get value() { return area.value; },
    set value(text) { area.value = text; fill(); changed(); },
    focus() { root.focus(); toEnd(root); },
    has: (name) => marksIn(root).some((span) => span.dataset.mark === name),
    /** Puts a mark on the chosen words, or on the word at the cursor. */
    put(name) {
      const place = chosen(root);
      if (!place) return root.focus();
      for (const span of marksIn(root)) if (span.dataset.mark === name) unwrap(span);
      root.normalize();
      const range = rangeOf(root, ...place);
      if (!range) return;
      const span = mark(name);
      span.append(range.extractContents());
      range.insertNode(span);
      for (const one of marksIn(root)) if (!one.textContent) one.remove();
      const outside = document.createTextNode(OUTSIDE);
      span.after(outside);
      tidy(root);
      root.focus();
      getSelection().collapse(outside, 1);
      changed();
    },
  };
}

/** A textarea as it is; marks are typed. */
const plain = (area) => ({
  element: area,
  get value() { return area.value; },
  set value(text) { area.value = text; area.dispatchEvent(new Event("input", { bubbles: true })); },
  focus() { area.focus(); area.setSelectionRange(area.value.length, area.value.length); },
  has: (name) => area.value.includes(`[${name}]`),
  put(name) {
    if (this.has(name)) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    this.value = `${value.slice(0, start)}[${name}]${value.slice(start, end)}[/${name}]${value.slice(end)}`;
  },
});

/** Browsers before 2025 would let people paste anything into the boxes. */
const takesWords = () => {
  const trial = document.createElement("div");
  try {
    trial.contentEditable = "plaintext-only";
  } catch {
    return false;
  }
  return trial.contentEditable === "plaintext-only";
};

export const fieldOf = (area) => ("marks" in area.dataset && takesWords() ? rich(area) : plain(area));

/** Letters of a text as readers see it. */
export const lengthOf = (text) => {
  const root = document.createElement("div");
  show(text, root);
  return [...root.textContent.trim()].length;
};
