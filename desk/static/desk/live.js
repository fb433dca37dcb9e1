/* The live desk by keyboard: Ctrl and Enter sends the post; a button that was pressed cannot be pressed twice.
   Photographs are chosen by their words; the box for a number is for pages without scripts. */
const form = document.getElementById("live")

/* Before the editor hears of it, which would put a line break where the cursor is, or over what is selected. */
const send = (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.stopPropagation()
  form.requestSubmit(form.querySelector("[data-send]"))
}
form?.addEventListener("keydown", send, { capture: true })
form?.addEventListener("submit", () => setTimeout(() => (form.querySelector("[data-send]").disabled = true)))

const photo = form?.querySelector(".desk-live-photo")
if (photo) {
  photo.querySelector(".desk-photo-number").hidden = true
  photo.querySelector("[data-choose]").hidden = false
  photo.querySelector("[data-unchoose]").hidden = photo.querySelector(".desk-thumb img").hidden
}
document.getElementById("desk-alarm")?.focus()
