// Maps of centres. The numbered list is the product; the map shows the same numbers and can be left at any point.

const EUROPE = [[36, -10], [60, 26]];
// Centres nearer than so many degrees do not come apart by zooming; our own ground has nothing to show further in.
const OWN = { samePlace: 0.02, zoom: 9 };
const STREETS = { samePlace: 0.0004, zoom: 17 };
// The view in the address, as OpenStreetMap writes it: #map=zoom/latitude/longitude.
const VIEW = /^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/;
const RINGS = { city: "stop-dashed", street: "stop-dotted" };
const texts = (root) => (name, values = {}) =>
  (root.dataset[`text${name}`] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

/** The rows of the page's list that have a point. */
function readList() {
  return [...document.querySelectorAll("[data-number][data-lat][data-lng]")]
    .filter((row) => row.dataset.lat && row.dataset.lng)
    .map((row) => {
      const link = row.querySelector("a[href]");
      return {
        id: row.dataset.id, number: row.dataset.number, lat: Number(row.dataset.lat), lng: Number(row.dataset.lng),
        precision: row.dataset.precision, point: row.dataset.point, row, link, name: link?.textContent.trim() ?? "",
      };
    });
}

/** A marker that is a real button: reached by Tab, named, worked by Enter and Space. */
function buttonMarker(L, at, { text = "", name, className, order }) {
  const ButtonIcon = L.DivIcon.extend({
    createIcon() {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", name);
      this._setIconStyles(button, "icon");
      return button;
    },
  });
  const icon = new ButtonIcon({ className: `map-stop ${className}`, iconSize: null });
  return L.marker(at, { icon, keyboard: false, zIndexOffset: order, riseOnHover: true });
}

class FinderMap {
  constructor(L, modules, root) {
    this.L = L;
    this.root = root;
    this.reach = root.dataset.tiles ? STREETS : OWN;
    this.text = texts(root);
    this.list = readList();
    this.byId = new Map(this.list.map((item) => [item.id, item]));
    this.markers = new Map(); // list item -> the marker that shows it, alone or in a group
    this.held = []; // rows that stay yellow while their plate is open
    this.popup = L.popup({ closeButton: false, className: "map-popup", offset: [0, -14], minWidth: 200 });
    this.map = modules.createMap(L, root.querySelector(".map"), {});
    L.control.zoom({ position: "topright", zoomInTitle: this.text("ZoomIn"), zoomOutTitle: this.text("ZoomOut") }).addTo(this.map);
    this.layer = L.layerGroup().addTo(this.map);
    this.firstView();
    this.drawOrigin();
    this.listen();
    const stops = () => this.layer.getLayers().map((marker) => marker.getLatLng());
    /** Settles when the background is drawn; rejects when there is none. */
    this.drawn = modules.ground(L, this.map, root.dataset, stops).then(({ hasLand, relabel }) => {
      if (!hasLand) throw new Error("no background");
      this.relabel = relabel;
      relabel();
    });
    this.refresh();
  }

  firstView() {
    if (this.goToAddress()) return;
    const box = new URLSearchParams(window.location.search).get("bbox")?.split(",").map(Number);
    if (box?.length === 4 && box.every(Number.isFinite)) {
      this.map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false });
      return;
    }
    const points = this.list.map((item) => [item.lat, item.lng]);
    if (this.origin()) points.push(this.origin());
    const maxZoom = this.reach === STREETS ? 13 : 9;
    this.map.fitBounds(points.length ? points : EUROPE, { padding: [36, 36], maxZoom, animate: false });
  }

  /** Shows the view that the address names; false when it names none. */
  goToAddress() {
    const [, zoom, lat, lng] = (VIEW.exec(window.location.hash) ?? []).map(Number);
    const isView = [zoom, lat, lng].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
    if (isView) this.map.setView([lat, lng], zoom, { animate: false });
    return isView;
  }

  /** Keeps the view in the address, so that reloading, going back and passing the address on show the same. */
  keepView() {
    const { lat, lng } = this.map.getCenter().wrap();
    window.history.replaceState(window.history.state, "", `#map=${this.map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  }

  origin() {
    const { lat, lng } = this.root.dataset;
    return lat && lng ? [Number(lat), Number(lng)] : null;
  }

  drawOrigin() {
    const origin = this.origin();
    if (!origin) return;
    const radius = Number(this.root.dataset.radius);
    if (radius) this.L.circle(origin, { radius: radius * 1000, className: "map-radius", interactive: false }).addTo(this.map);
    this.L.circleMarker(origin, { radius: 4, className: "map-origin", interactive: false }).addTo(this.map);
  }

  listen() {
    let isByVisitor = VIEW.test(window.location.hash);
    if (isByVisitor) this.offerSearch();
    window.addEventListener("hashchange", () => this.goToAddress());
    this.map.on("dragstart keypress boxzoomend", () => { isByVisitor = true; });
    this.root.querySelector(".map").addEventListener("click", (event) => { if (event.target.closest(".leaflet-control-zoom, .stop-cluster")) isByVisitor = true; }, true);
    this.root.querySelector(".map").addEventListener("keydown", (event) => { if (/^(Arrow|[+=-])/.test(event.key)) isByVisitor = true; });
    this.map.on("moveend", () => {
      this.sleepOutside();
      this.refresh();
      if (!isByVisitor) return;
      this.offerSearch();
      this.keepView();
    });
    // The wheel scrolls the page until the visitor has chosen the map.
    this.map.on("click focus", () => this.map.scrollWheelZoom.enable());
    this.map.on("mouseout blur", () => this.map.scrollWheelZoom.disable());
    for (const item of this.list) {
      for (const event of ["mouseenter", "focusin"]) item.row.addEventListener(event, () => this.light(item, true));
      for (const event of ["mouseleave", "focusout"]) item.row.addEventListener(event, () => this.light(item, false));
    }
    this.root.addEventListener("keydown", (event) => { if (event.key === "Escape") this.leave(); });
  }

  /** Row and marker turn yellow together. */
  light(item, isOn) {
    if (!isOn && this.held.includes(item)) return;
    item.row.classList.toggle("is-here", isOn);
    const marker = this.markers.get(item);
    marker?.getElement()?.classList.toggle("stop-here", isOn);
    marker?.setZIndexOffset(isOn ? 5000 : marker.options.order);
  }

  /** Escape: from a marker or its plate back to the row of the same number; where there is no row, to the marker. */
  leave() {
    const focused = document.activeElement;
    const item = this.list.find((candidate) => this.markers.get(candidate)?.getElement() === focused) ?? this.opened;
    this.map.closePopup(this.popup);
    if (item?.link) item.link.focus();
    else if (this.openedMarker?.getElement()) this.openedMarker.getElement().focus();
    else this.root.querySelector("[data-map-end]")?.focus();
  }

  offerSearch() {
    const link = this.root.querySelector("[data-map-here]");
    if (!link) return;
    const view = this.map.getBounds();
    link.href = this.searchAddress([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]);
    link.hidden = false;
  }

  /** This page with the same place and filters, for a part of the map: west, south, east, north. */
  searchAddress(corners) {
    const address = new URL(window.location.href);
    for (const name of ["page", "radius"]) address.searchParams.delete(name);
    address.searchParams.set("bbox", corners.map((number) => number.toFixed(3)).join(","));
    address.hash = "";
    return address.href;
  }

  async groups() {
    const alone = this.list.map((item) => ({ lat: item.lat, lng: item.lng, count: 1, id: item.id }));
    if (!this.root.dataset.endpoint) return alone;
    const view = this.map.getBounds().pad(0.15);
    const address = new URL(this.root.dataset.endpoint, window.location.href);
    const corners = [Math.max(-180, view.getWest()), Math.max(-90, view.getSouth()), Math.min(180, view.getEast()), Math.min(90, view.getNorth())];
    address.searchParams.set("bbox", corners.map((number) => number.toFixed(3)).join(","));
    address.searchParams.set("zoom", Math.round(this.map.getZoom()));
    this.call?.abort();
    this.call = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.call.signal, headers: { Accept: "application/json" } });
      // Where nothing fits, the list names other centres: the map shows those.
      const found = answer.ok ? (await answer.json()).results : alone;
      return found.length ? found : alone;
    } catch (error) {
      return error.name === "AbortError" ? null : alone;
    }
  }

  async refresh() {
    const groups = await this.groups();
    if (!groups) return;
    const focused = this.layer.getLayers().find((marker) => marker.getElement() === document.activeElement);
    this.layer.clearLayers();
    this.markers.clear();
    const members = this.members(groups);
    const numbered = groups.map((group) => ({ ...group, members: members.get(group) }));
    numbered.sort((one, other) => (Number(one.members[0]?.number) || 1e6) - (Number(other.members[0]?.number) || 1e6));
    for (const group of numbered) {
      const marker = group.count > 1 ? this.groupMarker(group) : this.oneMarker(group);
      this.layer.addLayer(marker);
      for (const item of group.members) this.markers.set(item, marker);
    }
    for (const item of this.list) if (item.row.classList.contains("is-here")) this.light(item, true);
    this.sleepOutside();
    if (focused) this.refocus(focused.getLatLng());
    this.relabel?.();
  }

  /** A stop outside the view cannot be seen, so neither Tab nor a screen reader comes to it. */
  sleepOutside() {
    const view = this.map.getBounds();
    for (const marker of this.layer.getLayers()) marker.getElement().inert = !view.contains(marker.getLatLng());
  }

  /** Which rows of the list stand in which group: by id, else in the nearest of those whose box holds the place. */
  members(groups) {
    const members = new Map(groups.map((group) => [group, []]));
    const byId = new Map(groups.flatMap((group) => (group.ids ?? [group.id]).map((id) => [String(id), group])));
    const large = groups.filter((group) => group.count > 1 && !group.ids);
    const holds = ({ bounds: [west, south, east, north] }, { lat, lng }) => lat >= south && lat <= north && lng >= west && lng <= east;
    for (const item of this.list) {
      const away = (group) => (group.lat - item.lat) ** 2 + (group.lng - item.lng) ** 2;
      const near = large.filter((group) => holds(group, item)).sort((one, other) => away(one) - away(other));
      members.get(byId.get(item.id) ?? near[0])?.push(item);
    }
    return members;
  }

  oneMarker(group) {
    const [item] = group.members;
    const className = item ? `stop ${RINGS[item.precision] ?? ""}` : "stop map-other";
    const known = item?.precision === "city" ? this.text("City") : item?.precision === "street" ? this.text("Street") : "";
    const name = item ? [this.text("One", { number: item.number, name: item.name }), known].filter(Boolean).join(" · ") : this.text("Other");
    const order = item ? 2000 - Number(item.number) : 0;
    const at = item ? [item.lat, item.lng] : [group.lat, group.lng];
    const marker = buttonMarker(this.L, at, { text: item?.number, name, className, order });
    marker.options.order = order;
    marker.on("click", (event) => this.open(marker, item ? [item] : [], group, event.originalEvent?.detail === 0));
    if (item) this.link(marker, [item]);
    return marker;
  }

  groupMarker(group) {
    const numbers = group.members.map((item) => item.number).join(", ");
    const name = this.text(numbers ? "Group" : "GroupOther", { count: group.count, numbers });
    const marker = buttonMarker(this.L, [group.lat, group.lng], { text: group.count, name, className: "stop stop-cluster", order: 500 });
    marker.options.order = 500;
    marker.on("click", (event) => {
      const [west, south, east, north] = group.bounds;
      const { samePlace, zoom } = this.reach;
      const isOnePlace = east - west < samePlace && north - south < samePlace;
      if (isOnePlace && this.map.getZoom() >= zoom - 1) this.open(marker, group.members, group, event.originalEvent?.detail === 0);
      else if (isOnePlace) this.map.setView([group.lat, group.lng], zoom);
      else this.map.fitBounds([[south, west], [north, east]], { padding: [64, 64], maxZoom: zoom });
    });
    this.link(marker, group.members);
    return marker;
  }

  link(marker, members) {
    marker.on("mouseover", () => members.forEach((item) => this.light(item, true)));
    marker.on("mouseout", () => members.forEach((item) => this.light(item, false)));
    marker.on("add", () => {
      marker.getElement().addEventListener("focus", () => members.forEach((item) => this.light(item, true)));
      marker.getElement().addEventListener("blur", () => members.forEach((item) => this.light(item, false)));
    });
  }

  /** A plate with the names of what stands here, each a link, and the way back to the list. */
  async open(marker, members, group, isByKeyboard) {
    const plate = document.createElement("ul");
    plate.setAttribute("role", "list");
    const add = (name, href, number, lang) => {
      const link = document.createElement("a");
      Object.assign(link, { href, textContent: number ? `${number}. ${name}` : name });
      if (lang) link.lang = lang;
      plate.append(document.createElement("li"));
      plate.lastChild.append(link);
    };
    for (const item of members) add(item.name, item.link?.href ?? `#${item.row.id}`, item.number, item.link?.closest("[lang]")?.lang);
    const known = new Set(members.map((item) => item.id));
    const others = (group.ids ?? [group.id]).filter((id) => id !== undefined && !known.has(String(id)));
    for (const one of await Promise.all(others.map((id) => this.detail(id)))) if (one) add(one.name, one.url);
    if (group.count > 1 && !group.ids) add(this.text("All", { count: group.count }), this.searchAddress(group.bounds));
    if (members.length) add(this.text("Back"), `#${members[0].row.id}`);
    if (members.length === 1 && members[0].point !== "door") {
      const note = document.createElement("li");
      note.textContent = this.text(members[0].point === "street" ? "PointStreet" : "PointCity");
      plate.append(note);
    }
    this.opened = members[0];
    this.openedMarker = marker;
    for (const item of members) this.light(item, true);
    this.held = members;
    this.popup.once("remove", () => {
      this.held = [];
      members.forEach((item) => this.light(item, false));
    });
    this.popup.setLatLng(marker.getLatLng()).setContent(plate).openOn(this.map);
    if (isByKeyboard) plate.querySelector("a")?.focus();
  }

  async detail(id) {
    try {
      const answer = await fetch(`${this.root.dataset.detail}${id}?language=${this.root.dataset.language}`);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /** Markers are drawn anew after each move; the focus stays at the same place, or goes to the map when nothing is near. */
  refocus(at) {
    const inside = this.layer.getLayers().filter((marker) => !marker.getElement().inert);
    const near = inside.sort((one, other) => this.map.distance(one.getLatLng(), at) - this.map.distance(other.getLatLng(), at));
    (near[0]?.getElement() ?? this.map.getContainer()).focus({ preventScroll: true });
  }
}

/** One stop on a still map, as a picture with a name. */
function pointMap(L, modules, root) {
  const { lat, lng, town, precision, tiles } = root.dataset;
  const still = { dragging: false, touchZoom: false, doubleClickZoom: false, boxZoom: false, keyboard: false };
  const map = modules.createMap(L, root.querySelector(".map"), still).setView([Number(lat), Number(lng)], tiles ? (precision === "city" ? 12 : 16) : 7);
  const stop = document.createElement("span");
  stop.className = `stop stop-here ${RINGS[precision] ?? ""}`;
  const icon = L.divIcon({ html: stop, className: "map-stop", iconSize: null });
  L.marker([Number(lat), Number(lng)], { icon, interactive: false, keyboard: false }).addTo(map);
  if (town) {
    const label = document.createElement("span");
    label.textContent = town;
    const words = L.divIcon({ html: label, className: "map-label map-here", iconSize: null });
    L.marker([Number(lat), Number(lng)], { icon: words, interactive: false, keyboard: false }).addTo(map);
  }
  return modules.ground(L, map, root.dataset, () => [L.latLng(Number(lat), Number(lng))]).then(({ hasLand }) => {
    if (!hasLand) throw new Error("no background");
  });
}

/** A map whose files do not come leaves a sentence (map.css), no empty frame. */
async function start(root) {
  try {
    const modules = await import(root.dataset.ground);
    const L = await modules.leaflet(root.dataset.leaflet);
    await (root.dataset.map === "finder" ? new FinderMap(L, modules, root).drawn : pointMap(L, modules, root));
    root.dataset.state = "ready";
  } catch {
    root.dataset.state = "missing";
  }
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    start(entry.target);
  }
}, { rootMargin: "200px" });
for (const root of document.querySelectorAll("[data-map]")) {
  root.dataset.state = "loading";
  watcher.observe(root);
}
