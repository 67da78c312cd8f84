// Says beside an event's time what that is on the visitor's own clock, when the two differ.
for (const place of document.querySelectorAll("[data-own-time]")) {
  const start = new Date(place.dataset.start);
  const end = new Date(place.dataset.end);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Number.isNaN(start.valueOf()) || Number.isNaN(end.valueOf()) || !here) continue;
  // Plain English would be American: the month first, twelve hours.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const clock = (timeZone) => new Intl.DateTimeFormat(language, { timeZone, dateStyle: "short", timeStyle: "short" }).format(start);
  if (clock(here) === clock(place.dataset.zone)) continue;
  const parts = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  place.textContent = `${place.dataset.label} ${new Intl.DateTimeFormat(language, parts).formatRange(start, end)}`;
  place.hidden = false;
}
