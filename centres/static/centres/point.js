// The editor's map: one point, kept in the two number fields. Without this script the fields are there all the same.

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const EUROPE = [48, 11];

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
    this.search = root.querySelector("[data-search] input");
    this.found = root.querySelector("[data-found]");
    this.status = root.querySelector("[data-status]");
    const canvas = root.querySelector("[data-canvas]");
    for (const hidden of root.querySelectorAll("[hidden]")) hidden.hidden = false;
    this.map = modules.createMap(L, canvas, { maxZoom: 13 });
    L.control.zoom({ position: "topright", zoomInTitle: this.text("ZoomIn"), zoomOutTitle: this.text("ZoomOut") }).addTo(this.map);
    const point = this.read();
    this.map.setView(point ?? EUROPE, point ? Number(root.dataset.zoom) || 7 : 4);
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
    if (!this.map.getBounds().pad(-0.1).contains(to)) this.map.panTo(to);
  }

  listen(canvas) {
    this.map.on("click", (event) => { if (!this.marker._map) this.place(event.latlng); });
    for (const field of [this.latitude, this.longitude]) {
      field.addEventListener("input", () => this.follow());
      field.addEventListener("paste", (event) => this.pastePair(event));
    }
    this.root.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.root.querySelector("[data-find]").addEventListener("click", () => this.find());
    this.search.addEventListener("focus", () => { if (!this.search.value) this.search.value = this.address(); });
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.find();
    });
    new ResizeObserver(() => this.map.invalidateSize()).observe(canvas);
  }

  read() {
    const lat = degrees(this.latitude.value, 90);
    const lng = degrees(this.longitude.value, 180);
    return lat === null || lng === null ? null : this.L.latLng(lat, lng);
  }

  write({ lat, lng }) {
    this.latitude.value = lat.toFixed(6);
    this.longitude.value = this.L.Util.wrapNum(lng, [-180, 180], true).toFixed(6);
    for (const field of [this.latitude, this.longitude]) field.dispatchEvent(new Event("change", { bubbles: true }));
    this.say();
  }

  say() {
    const values = { lat: this.latitude.value, lng: this.longitude.value };
    const point = this.read();
    this.status.textContent = point ? this.text("Set", values) : this.text("None");
    const street = this.root.querySelector("[data-street]");
    street.hidden = !point;
    if (point) street.href = `https://www.openstreetmap.org/?mlat=${point.lat}&mlon=${point.lng}#map=17/${point.lat}/${point.lng}`;
  }

  show(point) {
    if (point) this.marker.setLatLng(point).addTo(this.map);
    else this.marker.remove();
    this.root.querySelector("[data-clear]").disabled = !point && !this.latitude.value && !this.longitude.value;
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
    if (point) this.map.setView(point, Math.max(this.map.getZoom(), 7));
    const wrong = [[this.latitude, 90], [this.longitude, 180]].find(([field, limit]) => field.value.trim() && degrees(field.value, limit) === null);
    if (wrong) this.status.textContent = this.text("Fault", { value: wrong[0].value });
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
    for (const field of [this.latitude, this.longitude]) {
      field.value = "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.show(null);
    this.latitude.focus();
  }

  /** What the form's own address fields say, to start the search with. */
  address() {
    const fields = this.root.dataset.address.split(" ").filter(Boolean).map((name) => this.latitude.form?.elements[name]);
    return fields.map((field) => field?.value?.trim()).filter(Boolean).join(" ");
  }

  async find() {
    const query = this.search.value.trim() || this.address();
    this.found.replaceChildren();
    if (!query) return this.search.focus();
    const address = new URL(this.root.dataset.places, window.location.href);
    address.searchParams.set("q", query);
    address.searchParams.set("language", this.root.dataset.language);
    let places = [];
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) places = (await answer.json()).results ?? [];
    } catch {
      places = [];
    }
    if (!places.length) this.status.textContent = this.text("Nothing");
    for (const place of places) this.offer(place);
  }

  offer(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = place.label ?? `${place.name}, ${place.country}`;
    button.addEventListener("click", () => {
      this.place(this.L.latLng(place.lat, place.lng), 9);
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
