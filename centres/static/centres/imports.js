// The import's page: follows the work while it runs, and draws the rows on a map. Without it a link shows how far it is.

const EVERY = 2000; // milliseconds
const RADIUS = { create: 5, change: 6, same: 2, duplicate: 9, skipped: 9 };

/** Asks how far the work is until it is done or needs somebody. */
async function follow(root) {
  const bar = root.querySelector("progress");
  try {
    const answer = await fetch(root.dataset.importProgress, { headers: { Accept: "application/json" } });
    const status = await answer.json();
    if (status.state !== root.dataset.state || !status.alive) {
      window.location.reload();
      return;
    }
    root.querySelector("[data-position]").textContent = status.position;
    if (bar.hasAttribute("max")) bar.value = status.position;
  } catch {
    // The server does not answer: ask again later.
  }
  setTimeout(() => follow(root), EVERY);
}

/** One dot per row. The frame fits all of them, so that a swapped point is seen at once. */
async function drawRows(root) {
  const answer = await fetch(root.dataset.points, { headers: { Accept: "application/json" } });
  const { points, complete } = await answer.json();
  if (!points.length) return;
  root.hidden = false;
  root.querySelector("[data-incomplete]").hidden = complete;
  const modules = await import(root.dataset.ground);
  const L = await modules.leaflet(root.dataset.leaflet);
  const map = modules.createMap(L, root.querySelector(".map"), {});
  const { textZoomIn, textZoomOut, textLine } = root.dataset;
  L.control.zoom({ position: "topright", zoomInTitle: textZoomIn, zoomOutTitle: textZoomOut }).addTo(map);
  map.fitBounds(points.map(([lat, lng]) => [lat, lng]), { padding: [24, 24], maxZoom: 9, animate: false });
  await modules.ground(L, map, root.dataset);
  for (const [lat, lng, outcome, line, name] of points) {
    const text = textLine.replace(/\{(\w+)\}/g, (_, key) => ({ line, name })[key] ?? "");
    const label = document.createElement("span");
    label.textContent = text;
    L.circleMarker([lat, lng], { radius: RADIUS[outcome], className: `import-point import-point--${outcome}` }).bindTooltip(label).addTo(map);
  }
}

const progress = document.querySelector("[data-import-progress]");
if (progress && !progress.querySelector('form[action$="/resume/"]')) setTimeout(() => follow(progress), EVERY);
const map = document.querySelector("[data-import-map]");
if (map) drawRows(map);
