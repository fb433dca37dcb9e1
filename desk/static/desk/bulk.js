/* Many stories at once. The keyboard begins where something is asked or told: a browser forgets `autofocus` where the
   page is still hidden when it looks. One press does it: the button waits for the report, and can be pressed again
   only where somebody comes back. */
const form = document.getElementById("bulk")
const button = form?.querySelector("button[type=submit]")
const busy = form?.querySelector("[data-busy]")

form?.addEventListener("submit", () => {
  busy.textContent = busy.dataset.busy
  setTimeout(() => (button.disabled = true))
})
addEventListener("pageshow", () => {
  document.querySelector("#desk-alarm, [autofocus]")?.focus()
  if (!form) return
  busy.textContent = ""
  button.disabled = false
})
