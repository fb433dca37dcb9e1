/* The live desk by keyboard: Ctrl and Enter sends the post; a button that was pressed cannot be pressed twice. */
const form = document.getElementById("live")

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  form.requestSubmit(form.querySelector("[data-send]"))
})
form?.addEventListener("submit", () => setTimeout(() => (form.querySelector("[data-send]").disabled = true)))
document.getElementById("desk-alarm")?.focus()
