// <guidance-centres>: the list of guidance centres as an element of any page. What stands between its tags is shown
// until the list is there, and stays where it cannot be. It listens to one origin only and stores nothing.
//
// Attributes: portal, partner, language, label, height ("auto" or pixels), view (list, map, both), theme (auto, light,
// dark), accent (rrggbb); several codes with spaces between: country, need, access, speaks, audience, service,
// accessible, open; one value each: place, radius, lat, lng, bbox.
// Events: centres-ready, centres-resize (detail.height), centres-blocked.

const HOME = new URL(import.meta.url).origin;
const CODES = ["country", "need", "access", "speaks", "audience", "service", "accessible", "open"];
const VALUES = {
  place: /^.{1,120}$/u,
  radius: /^\d{1,5}([.,]\d+)?$/,
  lat: /^-?\d{1,2}(\.\d+)?$/,
  lng: /^-?\d{1,3}(\.\d+)?$/,
  bbox: /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/,
  partner: /^[a-z0-9-]{4,40}$/,
  view: /^(map|both)$/,
  theme: /^(light|dark)$/,
  accent: /^#?[0-9a-f]{6}$/i,
};
const PATIENCE = 5000; // milliseconds in which a frame that is allowed has answered

class GuidanceCentres extends HTMLElement {
  static observedAttributes = ["portal", "language", "label", "height", ...CODES, ...Object.keys(VALUES)];

  #frame = null;
  #fallback = null;
  #timer = 0;
  #isReady = false;
  #isPlanned = false;

  connectedCallback() {
    if (!this.#frame) this.#build();
    window.addEventListener("message", this);
    this.#plan();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this);
    clearTimeout(this.#timer);
  }

  attributeChangedCallback() {
    if (this.#frame) this.#plan();
  }

  /** The origin of the portal: where this file comes from, or what the attribute names. */
  get portal() {
    try {
      const { origin, protocol } = new URL(this.getAttribute("portal") || HOME);
      return /^https?:$/.test(protocol) ? origin : HOME;
    } catch {
      return HOME;
    }
  }

  /** The address of the list that the attributes describe; what is not understood is left out. */
  get src() {
    const language = this.#value("language").toLowerCase();
    const url = new URL(`/${/^[a-z]{2}$/.test(language) ? language : "en"}/embed/centres/`, this.portal);
    for (const name of CODES)
      for (const code of this.#value(name).split(/[\s,]+/)) if (/^[\w-]{1,40}$/.test(code)) url.searchParams.append(name, code);
    for (const [name, form] of Object.entries(VALUES)) {
      const value = this.#value(name);
      if (form.test(value)) url.searchParams.set(name, value.replace(/^#/, ""));
    }
    return url.href;
  }

  #value(name) {
    return (this.getAttribute(name) ?? "").trim();
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    this.#fallback = document.createElement("slot");
    this.#frame = document.createElement("iframe");
    Object.assign(this.#frame, { loading: "lazy", referrerPolicy: "no-referrer", width: "100%" });
    Object.assign(this.#frame.style, { display: "block", width: "100%", border: "0" });
    this.#frame.addEventListener("load", () => this.#ask());
    root.append(this.#fallback, this.#frame);
    this.style.display ||= "block";
  }

  /** Several attributes changed at once load the list once. */
  #plan() {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      this.#frame.title = this.#value("label") || this.textContent.trim() || "Guidance centres";
      const height = Number(this.#value("height"));
      this.#frame.style.height = `${height >= 100 && height <= 5000 ? height : this.#frame.offsetHeight || 640}px`;
      if (this.#frame.src === this.src) return;
      this.#isReady = false;
      this.#frame.style.display = "block";
      this.#frame.src = this.src;
    });
  }

  #ask() {
    if (!this.#frame.src) return;
    // After a step inside the frame its start comes into sight again.
    if (this.#isReady && this.getBoundingClientRect().top < 0) this.scrollIntoView();
    this.#frame.contentWindow.postMessage({ type: "guidance-centres:hello" }, this.portal);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(), PATIENCE);
  }

  #giveUp() {
    this.#isReady = false;
    this.#fallback.hidden = false;
    this.#frame.style.display = "none";
    this.#say("centres-blocked");
  }

  handleEvent({ data, origin, source }) {
    if (origin !== this.portal || source !== this.#frame.contentWindow || data?.type !== "guidance-centres:size") return;
    clearTimeout(this.#timer);
    this.#fallback.hidden = true;
    this.#frame.style.display = "block";
    if (!this.#value("label") && typeof data.title === "string") this.#frame.title = data.title.slice(0, 200);
    const height = Math.min(Math.max(Number(data.height) || 0, 100), 20000);
    if (!Number(this.#value("height"))) {
      this.#frame.style.height = `${height}px`;
      this.#say("centres-resize", { height });
    }
    if (!this.#isReady) this.#say("centres-ready");
    this.#isReady = true;
  }

  #say(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

if (!customElements.get("guidance-centres")) customElements.define("guidance-centres", GuidanceCentres);
