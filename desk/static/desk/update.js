/* An update by keyboard: arrows choose and move, b chooses both, a takes it. What comes of the choices is shown at once. */
import { isTyping } from "./wire-keys.js"

const form = document.getElementById("merge")
const result = document.getElementById("merge-result")
const conflicts = [...(form?.querySelectorAll("[data-conflict]") ?? [])]
const at = () => conflicts.findIndex((one) => one.contains(document.activeElement))
const side = (one, value) => one.querySelector(`[value=${value}]`)

function go(place) {
  const one = conflicts[Math.max(0, Math.min(conflicts.length - 1, place))]
  const chosen = one?.querySelector(":checked") ?? one?.querySelector("input")
  chosen?.focus()
  one?.scrollIntoView({ block: "nearest" })
}

function choose(value) {
  const one = conflicts[at()] ?? conflicts[0]
  if (!one) return
  const radio = side(one, value)
  if (!radio) return
  radio.checked = true
  radio.focus()
  radio.dispatchEvent(new Event("change", { bubbles: true }))
}

const leftIs = () => (document.documentElement.dir === "rtl" ? "theirs" : "ours")
const acts = {
  ArrowLeft: () => choose(leftIs()),
  ArrowRight: () => choose(leftIs() === "ours" ? "theirs" : "ours"),
  ArrowUp: () => go(at() - 1),
  ArrowDown: () => go(at() + 1),
  k: () => go(at() - 1),
  j: () => go(at() + 1),
  b: () => choose("both"),
  a: () => {
    const later = document.querySelector("#merge-over a")
    if (later) later.focus()
    else form.requestSubmit(form.querySelector("[data-accept]"))
  },
}

form && addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  if (event.key.startsWith("Arrow") && !conflicts.length) return
  if (!acts[event.key]) return
  event.preventDefault()
  acts[event.key]()
})

let asked = 0
form?.addEventListener("change", async () => {
  const now = ++asked
  const chosen = new URLSearchParams(new FormData(form))
  chosen.delete("csrfmiddlewaretoken")
  chosen.set("part", "result")
  const answer = await fetch(`${form.dataset.result}?${chosen}`)
  if (!answer.ok || answer.redirected || now !== asked) return
  const made = document.createElement("template")
  made.innerHTML = await answer.text()
  const over = made.content.querySelector("[data-over]")
  if (!over) return result.replaceChildren(made.content)
  const alarm = document.getElementById("merge-over")
  alarm.replaceChildren(over)
  alarm.hidden = false
})

const lead = document.querySelector("[data-lead]")
const alarm = document.getElementById("desk-alarm")
if (lead) lead.focus()
else if (alarm) alarm.focus()
else if (conflicts.length) go(0)
