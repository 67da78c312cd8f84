// The map's own background: land, waters and names from small files of this site. Nothing comes from another host.

const ATTRIBUTION = "Natural Earth · GeoNames, CC BY 4.0";
// Towns that show only further in come square by square (tools/build_basemap.py writes them).
const SQUARE = { degrees: 4, zoom: 8.5 };
const NEAR = { file: "basemap-near.json", zoom: 9.5 }; // coasts and borders in more detail
const OWN_ZOOM = 11; // the nearest our own ground has something to show

/** Leaflet is a classic script; loading it as a module leaves it at window.L. */
export async function leaflet(url) {
  if (!window.L) await import(url);
  return window.L;
}

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** Arcs are whole numbers: the first point, then the difference from point to point. */
function arcPoints(arc, scale) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < arc.length; at += 2) {
    x += arc[at];
    y += arc[at + 1];
    points.push([y / scale, x / scale]);
  }
  return points;
}

/** A ring is a list of arc numbers; a negative one (bitwise not) is that arc backwards. Over the date line it runs on. */
function ringPoints(ring, arcs) {
  const points = [];
  for (const number of ring) {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    points.push(...(points.length ? arc.slice(1) : arc));
  }
  let turn = 0;
  return points.map(([lat, lng], at) => {
    const step = at ? lng - points[at - 1][1] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lat, lng + turn];
  });
}

/** The shapes of a background file: land, then lakes, then rivers upon it. */
function shapesOf(L, data, options) {
  const arcs = data.arcs.map((arc) => arcPoints(arc, data.scale));
  const style = { ...options, interactive: false, smoothFactor: 1.2 };
  const areas = [[data.land, "map-land"], [data.lakes, "map-lake"]].flatMap(([features, className]) => features.map((rings) => {
    const shape = rings.map((ring) => ringPoints(ring, arcs)).filter((points) => points.length > 3);
    return L.polygon(shape, { ...style, className, weight: 1 });
  }));
  const rivers = data.rivers.map((lines) => L.polyline(lines.map((line) => ringPoints(line, arcs)), { ...style, className: "map-river", weight: 1.5 }));
  return [...areas, ...rivers];
}

/** Draws the land, and once somebody zooms in the same in more detail; where that does not come, the land stays. */
function drawLand(L, map, data, address) {
  const pane = map.createPane("ground");
  pane.style.zIndex = 200;
  pane.setAttribute("aria-hidden", "true");
  const options = { renderer: L.svg({ pane: "ground", padding: 0.4 }), pane: "ground" };
  const layer = L.layerGroup(shapesOf(L, data, options)).addTo(map);
  const lookNearer = async () => {
    if (map.getZoom() < NEAR.zoom) return;
    map.off("zoomend", lookNearer);
    const near = await json(new URL(NEAR.file, address)).catch(() => null);
    if (!near) return;
    layer.clearLayers();
    for (const shape of shapesOf(L, near, options)) layer.addLayer(shape);
  };
  map.on("zoomend", lookNearer);
  lookNearer();
}

function labelIcon(L, text, className) {
  const element = document.createElement("span");
  element.textContent = text;
  return L.divIcon({ html: element, className: `map-label ${className}`, iconSize: null });
}

/** The place a name takes on the screen, roughly: left, top, right, bottom in pixels. */
function labelBox(point, row) {
  const width = row.name.length * (row.isCountry ? 10.5 : 7);
  return row.isCountry
    ? [point.x - width / 2, point.y - 8, point.x + width / 2, point.y + 8]
    : [point.x - 5, point.y - 9, point.x + 10 + width, point.y + 9];
}

const overlap = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/** Asks once for the small towns of each square in view; what `add` gets are their rows. */
function smallTowns(map, squares, address, add) {
  const waiting = new Set(squares);
  return async () => {
    if (map.getZoom() < SQUARE.zoom) return;
    const { degrees } = SQUARE;
    const view = map.getBounds();
    const wanted = [];
    for (let west = Math.floor(view.getWest() / degrees) * degrees; west < view.getEast(); west += degrees) {
      for (let south = Math.floor(view.getSouth() / degrees) * degrees; south < view.getNorth(); south += degrees) {
        if (waiting.delete(`${west}_${south}`)) wanted.push(json(new URL(`towns/${west}_${south}.json`, address)));
      }
    }
    const answers = await Promise.allSettled(wanted);
    add(answers.flatMap((answer) => answer.value ?? []));
  };
}

/** Names of countries and towns, where there is room: stops first, then countries, then towns by size. */
function drawLabels(L, map, data, address, avoid) {
  const pane = map.createPane("labels");
  pane.style.zIndex = 450;
  pane.setAttribute("aria-hidden", "true");
  const row = ([name, lat, lng, zoom], className, isCountry) => ({ name, at: L.latLng(lat, lng), zoom, className, isCountry });
  const rows = [
    ...data.countries.map((values) => row(values, "map-country", true)),
    ...data.towns.map((values) => row(values, values[4] ? "map-town map-capital" : "map-town", false)),
  ];
  const shown = new Map();
  const isInSight = (row, zoom, view) => row.zoom <= zoom && !(row.isCountry && zoom > 8) && view.contains(row.at);
  const update = () => {
    const zoom = map.getZoom() + 0.5;
    const view = map.getBounds().pad(0.1);
    const taken = avoid().map((at) => map.latLngToLayerPoint(at)).map(({ x, y }) => [x - 24, y - 20, x + 24, y + 20]);
    for (const row of rows) {
      const box = isInSight(row, zoom, view) && labelBox(map.latLngToLayerPoint(row.at), row);
      const isWanted = box && !taken.some((other) => overlap(box, other));
      if (isWanted) taken.push(box);
      if (isWanted && !shown.has(row)) {
        const icon = labelIcon(L, row.name, row.className);
        shown.set(row, L.marker(row.at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(map));
      } else if (!isWanted && shown.has(row)) {
        shown.get(row).remove();
        shown.delete(row);
      }
    }
  };
  const language = document.documentElement.lang;
  const fetchMore = smallTowns(map, data.squares, address, (found) => {
    if (!found.length) return;
    rows.push(...found.map((values) => row([values[4]?.[language] ?? values[0], ...values.slice(1)], "map-town", false)));
    update();
  });
  map.on("moveend zoomend", update);
  map.on("moveend", fetchMore);
  update();
  fetchMore();
  return update;
}

/** Pictures of streets from another host: only on a page whose visitor asked for them. False when none comes. */
function drawStreets(L, map, tiles) {
  const attribution = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>';
  const layer = L.tileLayer(tiles, { maxZoom: 19, attribution, referrerPolicy: "strict-origin-when-cross-origin" });
  map.setMaxZoom(18);
  return new Promise((resolve) => {
    layer.once("tileload", () => resolve(true));
    layer.once("load", () => resolve(false));
    layer.addTo(map);
  }).then((hasTiles) => {
    if (hasTiles) return true;
    layer.remove();
    map.setMaxZoom(OWN_ZOOM);
    return false;
  });
}

/**
 * Draws the background. `files` has the addresses `basemap` and `labels`, and `tiles` when streets were asked for; where
 * no street comes, the own background stands in. Answers with `hasLand`, false when there is nothing to look at, and
 * `relabel`, which puts the names anew when the stops have changed.
 */
export async function ground(L, map, files, avoid = () => []) {
  map.attributionControl?.setPrefix(false);
  if (files.tiles && (await drawStreets(L, map, files.tiles))) return { hasLand: true, relabel() {} };
  map.attributionControl?.addAttribution(ATTRIBUTION);
  const [land, labels] = await Promise.allSettled([json(files.basemap), json(files.labels)]);
  const hasLand = land.status === "fulfilled";
  if (hasLand) drawLand(L, map, land.value, new URL(files.basemap, window.location.href));
  if (labels.status !== "fulfilled") return { hasLand, relabel() {} };
  const address = new URL(files.labels, window.location.href);
  return { hasLand, relabel: drawLabels(L, map, labels.value, address, avoid) };
}

/** What every map of this site has in common: a scale, and the buttons before the stops in the order of Tab and reading. */
export function createMap(L, element, options) {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    minZoom: 3, maxZoom: OWN_ZOOM, zoomSnap: 0.5, worldCopyJump: true, zoomControl: false, scrollWheelZoom: false,
    zoomAnimation: !isStill, fadeAnimation: !isStill, markerZoomAnimation: !isStill, inertia: !isStill, ...options,
  });
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 88 }).addTo(map);
  element.prepend(element.querySelector(".leaflet-control-container"));
  return map;
}
