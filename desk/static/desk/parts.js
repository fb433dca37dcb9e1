/* The rows of a form, such as the entries of a timeline: whoever adds one writes in it. */

document.addEventListener("formset:added", (event) => {
  event.target.querySelector("input:not([type=hidden], [type=checkbox]), select, textarea")?.focus()
})
