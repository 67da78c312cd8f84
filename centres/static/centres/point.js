// The editor's map: one point, kept in the two number fields. Without this script the fields are there all the same.

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const EUROPE = [48, 11];
const PRECISIONS = ["city", "street", "door"];
const PAUSE = 400; // ms between the last change and the question how far the town is

/** A number from what people type: comma or point, a degree sign; null when it is none or out of range. */
function degrees(text, limit) {
  const plain = text.trim().replace(/°$/, "").replace("−", "-").replace(",", ".");
  const value = Number(plain);
  return plain && Number.isFinite(value) && Math.abs(value) <= limit ? value : null;
}

class PointMap {
  constructor(L, modules, root) {
    this.L = L;
    this.root = root;
    this.latitude = document.getElementById(root.dataset.latitude);
    this.longitude = document.getElementById(root.dataset.longitude);
    this.precision = document.getElementById(root.dataset.precision);
    this.search = root.querySelector("[data-search] input");
    this.found = root.querySelector("[data-found]");
    this.status = root.querySelector("[data-status]");
    this.towns = new Map();
    const canvas = root.querySelector("[data-canvas]");
    for (const hidden of root.querySelectorAll("[hidden]")) hidden.hidden = false;
    this.map = modules.createMap(L, canvas, { maxZoom: 13 });
    L.control.zoom({ position: "topright", zoomInTitle: this.text("ZoomIn"), zoomOutTitle: this.text("ZoomOut") }).addTo(this.map);
    const point = this.read();
    const centre = root.dataset.centre?.split(",").map(Number);
    this.map.setView(point ?? centre ?? EUROPE, point || centre ? Number(root.dataset.zoom) || 7 : 4);
    this.marker = this.createMarker();
    this.show(point);
    this.listen(canvas);
    modules.ground(L, this.map, root.dataset, () => (this.marker._map ? [this.marker.getLatLng()] : []));
  }

  text(name, values = {}) {
    return (this.root.dataset[`text${name}`] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  }

  createMarker() {
    const name = this.text("Point");
    const ButtonIcon = this.L.DivIcon.extend({
      createIcon() {
        const button = document.createElement("button");
        button.type = "button";
        button.setAttribute("aria-label", name);
        this._setIconStyles(button, "icon");
        return button;
      },
    });
    const icon = new ButtonIcon({ className: "map-stop stop stop-here", iconSize: null });
    const marker = this.L.marker(EUROPE, { icon, draggable: true, keyboard: false, autoPan: true });
    marker.on("drag", () => this.write(marker.getLatLng()));
    marker.on("dragend", () => this.sharpen());
    marker.on("add", () => marker.getElement().addEventListener("keydown", (event) => this.nudge(event)));
    return marker;
  }

  /** Arrow keys move the point by eight pixels, with Shift by one. */
  nudge(event) {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 1 : 8;
    const from = this.map.latLngToContainerPoint(this.marker.getLatLng());
    const to = this.map.containerPointToLatLng(from.add([direction[0] * step, direction[1] * step]));
    this.marker.setLatLng(to);
    this.write(to);
    this.sharpen();
    if (!this.map.getBounds().pad(-0.1).contains(to)) this.map.panTo(to);
  }

  listen(canvas) {
    this.map.on("click", (event) => {
      if (this.marker._map) return;
      this.place(event.latlng);
      this.sharpen();
    });
    for (const field of [this.latitude, this.longitude]) field.addEventListener("input", () => this.follow());
    new ResizeObserver(() => this.map.invalidateSize()).observe(canvas);
    if (this.search) this.listenToForm();
  }

  /** What stands around the map in the form; the page of streets has only the map. */
  listenToForm() {
    for (const field of [this.latitude, this.longitude]) {
      field.addEventListener("input", () => this.sharpen());
      field.addEventListener("paste", (event) => this.pastePair(event));
    }
    for (const field of this.addressFields()) field.addEventListener("change", () => this.measureSoon());
    this.root.querySelector("[data-streets]")?.addEventListener("click", (event) => this.showStreets(event.target));
    this.root.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.root.querySelector("[data-find]").addEventListener("click", () => this.find());
    this.search.addEventListener("focus", () => { if (!this.search.value) this.search.value = this.address(); });
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.find();
    });
  }

  /**
   * Another host's pictures of streets, after the click that says so: in a frame, whose page alone may load them. The point in
   * it and the two fields follow each other.
   */
  showStreets(button) {
    const frame = document.createElement("iframe");
    const point = this.read();
    const { lat, lng } = point ?? this.map.getCenter();
    const address = new URL(this.root.dataset.streetMap, window.location.href);
    for (const [name, value] of [["streets", 1], ["lat", lat.toFixed(6)], ["lng", lng.toFixed(6)], ["set", point ? 1 : 0]]) {
      address.searchParams.set(name, value);
    }
    frame.src = address;
    frame.title = this.text("Map");
    frame.className = "point-panel__streets";
    frame.addEventListener("load", () => this.follows(frame.contentDocument));
    this.root.querySelector("[data-canvas]").replaceWith(frame);
    button.parentElement.hidden = true;
    frame.focus();
  }

  follows(inner) {
    this.inner = ["latitude", "longitude"].map((name) => inner.getElementById(name));
    for (const field of this.inner) {
      field.addEventListener("change", () => {
        [this.latitude.value, this.longitude.value] = this.inner.map(({ value }) => value);
        this.tell();
        this.show(this.read());
        this.sharpen("door");
      });
    }
  }

  /** Has the form and the map of streets know what the fields say. */
  tell() {
    for (const field of [this.latitude, this.longitude]) field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  lead() {
    this.inner?.forEach((field, index) => {
      field.value = [this.latitude, this.longitude][index].value;
      field.dispatchEvent(new Event("input"));
    });
  }

  /** A point set by hand stands for more than the town; beside streets it stands for the door. */
  sharpen(to = "street") {
    if (this.precision && PRECISIONS.indexOf(to) > PRECISIONS.indexOf(this.precision.value)) this.stand(to);
  }

  stand(precision) {
    if (!this.precision) return;
    this.precision.value = precision;
    this.precision.dispatchEvent(new Event("change", { bubbles: true }));
  }

  read() {
    const lat = degrees(this.latitude.value, 90);
    const lng = degrees(this.longitude.value, 180);
    return lat === null || lng === null ? null : this.L.latLng(lat, lng);
  }

  write({ lat, lng }) {
    this.latitude.value = lat.toFixed(6);
    this.longitude.value = this.L.Util.wrapNum(lng, [-180, 180], true).toFixed(6);
    this.tell();
    this.lead();
    this.say();
  }

  say() {
    if (!this.status) return;
    const values = { lat: this.latitude.value, lng: this.longitude.value };
    const point = this.read();
    this.status.textContent = point ? this.text("Set", values) : this.text("None");
    const street = this.root.querySelector("[data-street]");
    street.hidden = !point;
    if (point) street.href = `https://www.openstreetmap.org/?mlat=${point.lat}&mlon=${point.lng}#map=17/${point.lat}/${point.lng}`;
    this.measureSoon();
  }

  measureSoon() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.measure(), PAUSE);
  }

  /** How far the point is from the town of the address. */
  async measure() {
    const point = this.read();
    const query = this.address();
    const town = point && query ? (await this.townsOf(query))[0] : null;
    const line = this.root.querySelector("[data-distance]");
    line.textContent = "";
    if (!town || point !== null && !point.equals(this.read() ?? point)) return;
    const km = this.map.distance(point, [town.lat, town.lng]) / 1000;
    const shown = new Intl.NumberFormat(this.root.dataset.language, { maximumFractionDigits: km < 10 ? 1 : 0 }).format(km);
    line.textContent = this.text("Distance", { km: shown, place: town.label ?? town.name });
  }

  show(point) {
    if (point) this.marker.setLatLng(point).addTo(this.map);
    else this.marker.remove();
    const clear = this.root.querySelector("[data-clear]");
    if (clear) clear.disabled = !point && !this.latitude.value && !this.longitude.value;
    this.say();
  }

  place(point, zoom = this.map.getZoom()) {
    this.write(point);
    this.show(this.L.latLng(point));
    this.map.setView(point, zoom);
  }

  /** The point follows what is typed. */
  follow() {
    const point = this.read();
    this.show(point);
    this.lead();
    if (point) this.map.setView(point, Math.max(this.map.getZoom(), 7));
    const wrong = [[this.latitude, 90], [this.longitude, 180]].find(([field, limit]) => field.value.trim() && degrees(field.value, limit) === null);
    if (wrong && this.status) this.status.textContent = this.text("Fault", { value: wrong[0].value });
  }

  /** "45.327, 14.442" copied from elsewhere fills both fields. */
  pastePair(event) {
    const pair = event.clipboardData?.getData("text").trim().match(/^(-?\d+\.\d+)°?\s*[,;\s]\s*(-?\d+\.\d+)°?$/);
    if (!pair) return;
    event.preventDefault();
    [this.latitude.value, this.longitude.value] = pair.slice(1);
    this.follow();
  }

  clear() {
    for (const field of [this.latitude, this.longitude]) field.value = "";
    this.tell();
    this.lead();
    this.stand("city");
    this.show(null);
    this.latitude.focus();
  }

  /** What the form's own address fields say, to start the search with. */
  address() {
    return this.addressFields().map((field) => field.value?.trim()).filter(Boolean).join(" ");
  }

  addressFields() {
    return this.root.dataset.address.split(" ").map((name) => this.latitude.form?.elements[name]).filter(Boolean);
  }

  async find() {
    const query = this.search.value.trim() || this.address();
    this.found.replaceChildren();
    if (!query) return this.search.focus();
    const places = await this.townsOf(query);
    if (!places.length) this.status.textContent = this.text("Nothing");
    for (const place of places) this.offer(place);
  }

  /** Places by name or postcode, the likeliest first; none when nobody answers. */
  async townsOf(query) {
    if (!this.towns.has(query)) this.towns.set(query, this.ask(query));
    return this.towns.get(query);
  }

  async ask(query) {
    const address = new URL(this.root.dataset.places, window.location.href);
    address.searchParams.set("q", query);
    address.searchParams.set("language", this.root.dataset.language);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      return answer.ok ? ((await answer.json()).results ?? []) : [];
    } catch {
      return [];
    }
  }

  offer(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = place.label ?? `${place.name}, ${place.country}`;
    button.addEventListener("click", () => {
      this.place(this.L.latLng(place.lat, place.lng), 9);
      this.stand("city");
      this.found.replaceChildren();
      this.marker.getElement()?.focus();
    });
    this.found.append(document.createElement("li"));
    this.found.lastChild.append(button);
  }
}

const watcher = new IntersectionObserver(async (entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    const modules = await import(target.dataset.ground);
    new PointMap(await modules.leaflet(target.dataset.leaflet), modules, target);
  }
});
for (const root of document.querySelectorAll("[data-point]")) watcher.observe(root);
