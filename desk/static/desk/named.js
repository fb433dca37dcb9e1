/* Select2 draws boxes of its own over a <select>, and leaves its label behind. They get it here, for those who hear a
   page. Each chosen thing has a cross; the one for all of them at once would stand among them, and be no item. */

for (const select of document.querySelectorAll("select[multiple].admin-autocomplete")) select.dataset.allowClear = "false"

function name(drawn) {
  const label = drawn.previousElementSibling?.labels?.[0]
  if (!label) return
  label.id ||= `${label.htmlFor}_label`
  const value = drawn.querySelector("[role=textbox]")
  value?.removeAttribute("role")
  value?.removeAttribute("aria-readonly")
  const box = drawn.querySelector("[role=combobox]")
  box.setAttribute("aria-labelledby", value ? `${label.id} ${value.id}` : label.id)
  drawn.querySelector("[role=searchbox]")?.setAttribute("aria-labelledby", label.id)
}

/** Drawn when the page is ready and with each new row; the list of answers stands at the end of the page while it is open. */
new MutationObserver(() => {
  document.querySelectorAll("select + .select2-container").forEach(name)
  document.querySelector(".select2-dropdown [role=searchbox]")?.setAttribute("aria-label", "Search")
}).observe(document.body, { childList: true, subtree: true })
