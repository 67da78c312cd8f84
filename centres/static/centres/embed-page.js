// The configurator without waiting: each choice shows at once, a button copies, the browser's own colour field helps.

const form = document.querySelector("form[data-live]");
const result = document.getElementById("result");
let call = new AbortController();

function address() {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${window.location.pathname}?${new URLSearchParams(filled)}`;
}

function addButtons() {
  for (const code of result.querySelectorAll("textarea[readonly]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary embed-copy";
    button.textContent = result.dataset.copy;
    button.setAttribute("aria-describedby", `${code.id}-hint`);
    button.addEventListener("click", async () => {
      code.select();
      try {
        await navigator.clipboard.writeText(code.value);
      } catch {
        document.execCommand("copy");
      }
      result.querySelector("[data-status]").textContent = result.dataset.copied;
    });
    code.after(button);
  }
}

async function update() {
  call.abort();
  call = new AbortController();
  const url = address();
  try {
    const answer = await fetch(url, { signal: call.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    result.replaceChildren(...page.getElementById("result").childNodes);
    history.replaceState(null, "", url);
    addButtons();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function addColourField() {
  const text = form.querySelector("[data-colour]");
  const label = document.createElement("label");
  const picker = document.createElement("input");
  picker.type = "color";
  const follow = () => {
    const digits = text.value.replace(/^#/, "");
    picker.value = /^[0-9a-f]{6}$/i.test(digits) ? `#${digits}` : "#0b5a64";
  };
  picker.addEventListener("input", () => { text.value = picker.value.slice(1).toUpperCase(); });
  text.addEventListener("input", follow);
  follow();
  label.className = "swatch";
  label.append(picker, result.dataset.choose);
  text.after(label);
}

addColourField();
addButtons();
form.addEventListener("change", update);
