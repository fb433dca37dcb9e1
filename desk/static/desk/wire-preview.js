/* The item beside the list: fetched when the cursor rests, the next one fetched ahead. */

import { current } from "./wire-list.js"
import { voice } from "./wire-voice.js"

export const preview = document.getElementById("wire-preview")

const MOST = 80
const kept = new Map()
let wanted = ""
let waiting = 0

/** What was fetched may be old: something happened on the wire. */
export const forget = () => kept.clear()

async function fetched(address) {
  if (!kept.has(address)) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status}`)
    kept.set(address, await answer.text())
    if (kept.size > MOST) kept.delete(kept.keys().next().value)
  }
  return kept.get(address)
}

export function show(address, { wait = 0, focus = false } = {}) {
  wanted = address
  clearTimeout(waiting)
  waiting = setTimeout(async () => {
    try {
      const html = await fetched(address)
      if (wanted !== address) return
      preview.innerHTML = html
      preview.scrollTop = 0
      if (focus) preview.focus()
      const next = current()?.nextElementSibling
      if (next && next.dataset.preview !== address) fetched(next.dataset.preview).catch(() => {})
    } catch {
      preview.innerHTML = '<p class="wire-empty">The item could not be fetched. Press o to try again.</p>'
    }
  }, kept.has(address) ? 0 : wait)
}

/** Show the version that `[` or `]` leads to. */
export function version(key) {
  const button = preview.querySelector(`[data-version][data-key="${CSS.escape(key)}"]`)
  if (!button) return voice(key === "[" ? "This is the first version." : "This is the newest version.")
  show(button.dataset.version)
  voice(key === "[" ? "The version before." : "The next version.")
}

preview.addEventListener("click", (event) => {
  const other = event.target.closest("[data-version]")
  if (other) show(other.dataset.version)
})
