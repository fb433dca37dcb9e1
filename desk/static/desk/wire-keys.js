/* One letter does one thing, unless somebody is typing: a field keeps all its letters, a dialog all its keys, and what
   is pressed together with Ctrl, Alt or the command key is the browser's. */

const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true], [contenteditable='']"
/** Keys that a link or a button needs for itself. */
const OWN = new Set(["Enter", " "])

export const isTyping = (target) => target.matches?.(TYPED) || target.isContentEditable

export function listen(acts) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return
    if (document.querySelector("dialog[open]")) return
    if (isTyping(event.target)) {
      if (event.key === "Escape") {
        event.target.blur()
        acts.Escape?.()
      }
      return
    }
    const isRow = event.target.matches?.(".wire-row-link")
    if (OWN.has(event.key) && !isRow && event.target.closest?.("a, button, summary")) return
    if (event.key === "Enter" && isRow) return
    if (event.key.startsWith("Arrow") && event.target.closest?.("#wire-preview")) return
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act(event)
  })
}
