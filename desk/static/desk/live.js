/* The live desk by keyboard: Ctrl and Enter sends the post; a button that was pressed cannot be pressed twice. Who
   leaves the page with words that were not sent is asked first.
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

/* Who signs is filled in beforehand: that is nobody's words. */
const WORDS = ["headline", "body", "source", "photo", "caption", "credit", "alt"]
let typed = form?.dataset.unsaved !== undefined
let sending = false
for (const kind of ["input", "change"]) form?.addEventListener(kind, () => (typed = true))

/** The editor's text is HTML: without words its tags are left. */
const unsent = () => typed && WORDS.some((name) => form.elements[name].value.replace(/<[^>]*>|\s/g, ""))

form?.addEventListener("submit", () => {
  sending = true
  setTimeout(() => (form.querySelector("[data-send]").disabled = true))
})
addEventListener("beforeunload", (event) => {
  if (!sending && form && unsent()) event.preventDefault()
})
addEventListener("pageshow", () => (sending = false))

const photo = form?.querySelector(".desk-live-photo")
if (photo) {
  photo.querySelector(".desk-photo-number").hidden = true
  photo.querySelector("[data-choose]").hidden = false
  photo.querySelector("[data-unchoose]").hidden = photo.querySelector(".desk-thumb img").hidden
}
document.getElementById("desk-alarm")?.focus()
