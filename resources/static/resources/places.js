// The editor's 360° picture, laid flat: a click places a hotspot, its number can be dragged and moved by arrow keys. What counts
// are the two fields of each hotspot; without this script they are there all the same.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const clamp = (value, most) => Math.min(most, Math.max(-most, Math.round(value)));

/** A whole number from a field; null when it holds none, or one outside the picture. */
function degrees(field, most) {
  const text = field?.value.trim().replace("−", "-") ?? "";
  const value = Number(text);
  return text && Number.isFinite(value) && Math.abs(value) <= most ? value : null;
}

class Places {
  constructor(root) {
    this.root = root;
    this.flat = root.querySelector("[data-flat]");
    this.choice = root.querySelector("[data-choice]");
    this.status = root.querySelector("[data-status]");
    this.form = root.closest("form");
    this.chosen = null; // number in the names of the chosen hotspot's fields
    this.drawn = "";
    this.flat.addEventListener("click", (event) => this.click(event));
    this.form.addEventListener("input", () => this.refresh());
    this.form.addEventListener("change", () => this.refresh());
    new MutationObserver(() => this.refresh()).observe(this.form, { childList: true, subtree: true });
    this.refresh();
  }

  text(name, values = {}) {
    return (this.root.dataset[`text${name}`] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  }

  field(at, name) {
    return this.form.elements.namedItem(`${this.root.dataset.stream}-${at}-${name}`);
  }

  /** The hotspots of the form in their order: `at` is the number in the names of their fields, `number` the one readers see. */
  hotspots() {
    const type = new RegExp(`^${this.root.dataset.stream}-(\\d+)-type$`);
    const found = [...this.form.querySelectorAll(`input[name^="${this.root.dataset.stream}-"]`)]
      .map(({ name }) => type.exec(name)?.[1])
      .filter((at) => at !== undefined && this.field(at, "deleted")?.value !== "1" && this.field(at, "value-yaw"));
    return found.map((at, index) => ({
      at,
      number: index + 1,
      title: this.field(at, "value-title").value.trim() || this.text("Untitled"),
      yaw: degrees(this.field(at, "value-yaw"), 180),
      pitch: degrees(this.field(at, "value-pitch"), 90),
    }));
  }

  refresh() {
    const image = this.form.elements.namedItem(this.root.dataset.image)?.value ?? "";
    const hotspots = this.hotspots();
    if (!hotspots.some(({ at }) => at === this.chosen)) this.chosen = null;
    const waiting = hotspots.find(({ yaw, pitch }) => yaw === null || pitch === null);
    const next = hotspots.find(({ at }) => at === this.chosen) ?? waiting;
    const drawn = JSON.stringify([image, hotspots, next?.at]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.next = next;
    this.showPicture(image);
    this.showMarkers(hotspots);
    this.showChoice(hotspots);
    this.say(image ? this.text(next ? "Next" : "New", { number: next?.number }) : this.text("Picture"));
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  showPicture(image) {
    this.flat.hidden = !image;
    if (!image || image === this.flat.dataset.shown) return;
    this.flat.dataset.shown = image;
    const picture = document.createElement("img");
    picture.alt = "";
    picture.draggable = false;
    picture.addEventListener("error", () => this.say(this.text("Gone")));
    picture.src = this.root.dataset.url.replace("/0/", `/${image}/`);
    this.flat.querySelector("img")?.remove();
    this.flat.prepend(picture);
  }

  showMarkers(hotspots) {
    const placed = hotspots.filter(({ yaw, pitch }) => yaw !== null && pitch !== null);
    const known = new Map([...this.flat.querySelectorAll("button")].map((button) => [button.dataset.at, button]));
    for (const { at, number, title, yaw, pitch } of placed) {
      const button = known.get(at) ?? this.addMarker(at);
      known.delete(at);
      button.textContent = number;
      button.setAttribute("aria-label", this.text("Marker", { number, title }));
      button.classList.toggle("is-chosen", at === this.chosen);
      button.style.left = `${((yaw + 180) / 360) * 100}%`;
      button.style.top = `${((90 - pitch) / 180) * 100}%`;
    }
    for (const gone of known.values()) gone.remove();
  }

  addMarker(at) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.at = at;
    button.addEventListener("keydown", (event) => this.nudge(event, at));
    button.addEventListener("pointerdown", (event) => {
      button.setPointerCapture(event.pointerId);
      this.dragged = at;
      this.choose(at);
    });
    button.addEventListener("pointermove", (event) => {
      if (this.dragged === at) this.place(at, ...this.under(event));
    });
    for (const name of ["pointerup", "pointercancel"]) button.addEventListener(name, () => this.drop(at));
    button.addEventListener("focus", () => this.choose(at));
    this.flat.append(button);
    return button;
  }

  showChoice(hotspots) {
    const buttons = hotspots.map(({ at, number, title, yaw, pitch }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = `${number}. ${title}${yaw === null || pitch === null ? "" : " ✓"}`;
      button.setAttribute("aria-pressed", String(at === this.next?.at));
      button.dataset.choose = at;
      button.addEventListener("click", () => this.choose(at === this.chosen ? null : at));
      return button;
    });
    const focused = this.choice.contains(document.activeElement) ? document.activeElement.dataset.choose : null;
    this.choice.replaceChildren(...buttons);
    if (focused !== null) this.choice.querySelector(`[data-choose="${focused}"]`)?.focus();
  }

  choose(at) {
    this.chosen = at;
    this.refresh();
  }

  /** Yaw and pitch under the pointer. */
  under(event) {
    const { left, top, width, height } = this.flat.getBoundingClientRect();
    return [((event.clientX - left) / width) * 360 - 180, 90 - ((event.clientY - top) / height) * 180];
  }

  click(event) {
    if (event.target.closest("button")) return;
    const at = this.next?.at ?? this.add();
    if (at === undefined) return;
    this.chosen = null;
    this.place(at, ...this.under(event));
    this.drop(at);
  }

  /** One more hotspot, as the form's own button adds it. */
  add() {
    const count = this.form.elements.namedItem(`${this.root.dataset.stream}-count`);
    const buttons = count?.parentElement.querySelectorAll(".c-sf-add-button") ?? [];
    [...buttons].at(-1)?.click();
    return this.hotspots().at(-1)?.at;
  }

  place(at, yaw, pitch) {
    for (const [name, value] of [["yaw", clamp(yaw, 180)], ["pitch", clamp(pitch, 90)]]) {
      const field = this.field(at, `value-${name}`);
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Says where a hotspot has come to stand. */
  drop(at) {
    this.dragged = null;
    const hotspot = this.hotspots().find((one) => one.at === at);
    if (hotspot && hotspot.yaw !== null) this.say(this.text("At", hotspot));
  }

  /** Arrow keys move a marker by a degree, with Shift by ten. */
  nudge(event, at) {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    const { yaw, pitch } = this.hotspots().find((one) => one.at === at);
    const step = event.shiftKey ? 10 : 1;
    this.place(at, yaw + direction[0] * step, pitch + direction[1] * step);
    this.drop(at);
  }
}

for (const root of document.querySelectorAll("[data-places]")) new Places(root);
