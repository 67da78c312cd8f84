// Tells the page around the frame how high it is, when that page asks and may show it.

const script = document.getElementById("embed-script");

/** Whether an origin is one of the sources the server allows ("https://*.example.org", "'self'", "*"). */
function isAllowed(origin) {
  return script.dataset.ancestors.split(" ").some((source) => {
    if (source === "*") return true;
    if (source === "'self'") return origin === window.location.origin;
    const star = source.indexOf("*.");
    if (star < 0) return origin === source;
    return origin.startsWith(source.slice(0, star)) && origin.endsWith(source.slice(star + 1));
  });
}

let page = null; // the origin around us, once it has asked

function tell() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  window.parent.postMessage({ type: "guidance-centres:size", height, title: document.title }, page);
}

window.addEventListener("message", ({ data, origin, source }) => {
  if (source !== window.parent || data?.type !== "guidance-centres:hello" || !isAllowed(origin)) return;
  if (page === null) new ResizeObserver(tell).observe(document.body);
  page = origin;
  tell();
});

// Other pages of the portal do not show themselves in a frame: links the map makes open beside it.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href]");
  if (/^https?:$/.test(link?.protocol) && !link.target && link.pathname !== window.location.pathname) {
    link.target = "_blank";
    link.rel = "noopener";
  }
}, true);
