// What a scene asks of its page before anybody opens it: a button that fetches the viewer, and a task answered in place.

for (const root of document.querySelectorAll("[data-scene]")) {
  const button = root.querySelector("[data-open]");
  if (!button) continue;
  const status = root.querySelector("[data-status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = root.dataset.textLoading;
    try {
      const { open } = await import(root.dataset.viewer);
      status.textContent = "";
      await open(root);
    } catch (fault) {
      status.textContent = fault.message === "no drawing" ? root.dataset.textNoDrawing : root.dataset.textFailed;
      console.info(fault);
    }
    button.removeAttribute("aria-disabled");
  });
}

/** The answered task in the place of the one before; the address stays shareable. */
async function answer(event) {
  const form = event.target;
  if (!form.matches?.("[data-task]")) return;
  event.preventDefault();
  const address = new URL(window.location.pathname, window.location.origin);
  address.search = new URLSearchParams(new FormData(form));
  try {
    const reply = await fetch(address);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const task = page.getElementById("task");
    document.getElementById("task").replaceWith(task);
    window.history.replaceState(null, "", address);
    task.focus();
  } catch {
    window.location.assign(`${address}#task`);
  }
}
document.addEventListener("submit", answer);
