// The forms of the editor. What saved them in the background is the version they know of: whoever then presses a button is not told of
// a newer one. And once a form is sent, nothing saves it any more: Wagtail's script waits half a second before it does, so that it
// would be saved once more beside what its button has begun.

(() => {
  const form = document.querySelector("form[data-edit-form]");
  const { jQuery } = window;
  if (!form || !jQuery) return;

  const PATIENCE = 5000; // milliseconds a button waits for the background
  const delay = Number(form.dataset.wAutosaveIntervalValue) || 500;
  let sent = false;
  let saving = null; // the event of what is being saved in the background
  let next = null; // sends the form once that is done

  form.addEventListener("w-autosave:save", (event) => {
    const acts = [...event.detail.formData.keys()].some((name) => name.startsWith("action-"));
    if (sent || acts) event.preventDefault();
    else saving = event;
  });

  function ended() {
    saving = null;
    next?.();
  }
  form.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    for (const name of ["revision_id", "revision_created_at"]) {
      const field = form.elements.namedItem(`loaded_${name}`);
      if (field && response[name]) field.value = response[name];
    }
    ended();
  });
  form.addEventListener("w-autosave:error", ended);

  /** Whether a request is on its way; one that only waits for its half second is called off. */
  function isOnItsWay() {
    if (!saving) return false;
    saving.preventDefault();
    return performance.now() - saving.timeStamp >= delay - 50;
  }

  /** The button's name goes along, as a form that is sent by a script has none. */
  function sendLater(button) {
    if (button?.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: button.name, value: button.value });
      form.append(field);
    }
    const send = () => {
      clearTimeout(patience);
      next = null;
      form.submit();
    };
    const patience = setTimeout(send, PATIENCE);
    next = () => requestAnimationFrame(send); // a new page takes the name of its version first
  }

  // Wagtail sends some forms through jQuery, which tells its own listeners only.
  jQuery(form).on("submit", (event) => {
    if (event.isDefaultPrevented()) return;
    if (sent) {
      event.preventDefault(); // a second click
      return;
    }
    sent = true;
    if (isOnItsWay()) {
      event.preventDefault();
      sendLater(event.originalEvent?.submitter);
    }
  });

  // Back to a page the browser has kept.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sent = false;
  });
})();
