/* The list of rules by keyboard: Alt with an arrow moves the rule that has the focus. The buttons do the same. */

const KEYS = { ArrowUp: "up", ArrowDown: "down" }

document.addEventListener("keydown", (event) => {
  const where = KEYS[event.key]
  const row = event.target.closest("[data-rule]")
  if (!where || !row || !event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  row.querySelector(`[data-move="${where}"]:not(:disabled)`)?.click()
})

/* After a move the focus is where it was: at the button, or at its neighbour where the rule has come to an end. */
const moved = new URLSearchParams(location.search).get("moved")
const button = moved && document.getElementById(`rule-${moved}`)
if (button) {
  const row = button.closest("[data-rule]")
  const target = button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button
  target?.focus()
  history.replaceState(null, "", location.pathname)
}
