// A quiz is answered in place: the same page as without this file is asked for, and only the quiz of it is shown anew.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiz]")) return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  await show(form.closest("section"), `${location.pathname}?${query}`, () => form.submit());
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-again]");
  if (!link) return;
  event.preventDefault();
  await show(link.closest("section"), link.href, () => location.assign(link.href));
});

/** Puts the quiz of the page at `address` in the place of `quiz`; `otherwise` when that page cannot be had. */
async function show(quiz, address, otherwise) {
  let fresh = null;
  try {
    const answer = await fetch(address);
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fresh = page.getElementById(quiz.id);
    }
  } catch {
    // No network: the browser says so itself.
  }
  if (!fresh) return otherwise();
  quiz.replaceWith(fresh);
  fresh.tabIndex = -1;
  fresh.focus();
}
