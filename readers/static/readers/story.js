// What a story's page can do more with a script: copy and share its address, show what stands on
// another site once asked, and let the keyboard into tables that are wider than the page.

for (const button of document.querySelectorAll("[data-copy]")) {
  const status = button.closest("aside").querySelector("[role=status]");
  button.parentElement.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(button.dataset.copy).then(() => true, () => false);
    status.textContent = copied ? status.dataset.copied : status.dataset.failed;
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.parentElement.hidden = !navigator.share;
  // Closing the sheet without a choice rejects; there is nothing to tell then.
  button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {}));
}

for (const box of document.querySelectorAll("[data-frame]")) {
  const button = box.querySelector("button");
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = box.dataset.frame;
    frame.title = box.querySelector("bdi").textContent;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.tabIndex = 0;
    button.parentElement.replaceWith(frame);
    frame.focus();
  });
}

const tables = [...document.querySelectorAll(".table")];
if (tables.length) {
  const widths = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth;
    const name = target.querySelector("caption")?.textContent;
    target.toggleAttribute("tabindex", scrolls);
    if (scrolls) target.tabIndex = 0;
    if (scrolls && name) {
      target.setAttribute("role", "region");
      target.setAttribute("aria-label", name);
    } else {
      target.removeAttribute("role");
      target.removeAttribute("aria-label");
    }
  }));
  tables.forEach((table) => widths.observe(table));
}
