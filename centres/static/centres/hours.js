// Monday's hours on every day, by one button. Pressed again it takes them back, until somebody writes in the grid.
const PARTS = ["state", 0, 1, 2, 3];

for (const line of document.querySelectorAll("[data-copy-hours]")) {
  const { copyHours: name, textCopied, textUndo, textUndone } = line.dataset;
  const [button, status] = line.children;
  const textCopy = button.textContent;
  const form = line.closest("form");
  const days = [...Array(7).keys()].map((day) => PARTS.map((part) => form.elements[`${name}-${day}-${part}`]));
  const read = () => days.map((day) => day.map((field) => field.value));
  const write = (week) => week.forEach((values, day) => values.forEach((value, part) => {
    const field = days[day][part];
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true })); // the editor's own scripts note the change
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }));
  let before = null;
  const remember = (week) => {
    before = week;
    button.textContent = week ? textUndo : textCopy;
  };

  button.addEventListener("click", () => {
    const week = read();
    write(before ?? week.map(() => week[0]));
    status.textContent = before ? textUndone : textCopied;
    remember(before ? null : week);
  });
  form.addEventListener("input", ({ isTrusted, target }) => {
    if (!isTrusted || !target.name?.startsWith(`${name}-`)) return;
    remember(null);
    status.textContent = "";
  });
  line.hidden = false;
}
