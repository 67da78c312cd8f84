// Where the browser can, the address is copied or handed to another app: only after a click, and to nobody by itself.
for (const line of document.querySelectorAll("[data-share]")) {
  const { share: url, textCopy, textCopied, textSend } = line.dataset;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const add = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = text;
    button.addEventListener("click", act);
    line.append(" · ", button);
  };
  if (navigator.clipboard) add(textCopy, async () => {
    await navigator.clipboard.writeText(url);
    status.textContent = ` ${textCopied}`;
  });
  if (navigator.share) add(textSend, () => navigator.share({ title: document.title, url }).catch(() => {}));
  line.append(status);
}
