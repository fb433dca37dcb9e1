/* The wire room by keyboard alone, live without a reload: which key does what. The list comes from the server as HTML;
   the scripts only put it in place. */

import { drop, live, take, undo, update } from "./wire-acts.js"
import { choose, step, top } from "./wire-cursor.js"
import { listen } from "./wire-keys.js"
import { current, link, room, rows, touch, wide } from "./wire-list.js"
import { showNew, start } from "./wire-live.js"
import { show, version } from "./wire-preview.js"
import { voice } from "./wire-voice.js"

const dialog = (id) => document.getElementById(id).showModal()
const save = document.querySelector("[data-save]")
const filters = document.getElementById("wire-filters")

function filter() {
  filters.open = true
  filters.querySelector("select").focus()
}

function open() {
  const row = current()
  if (!row) return
  if (wide.matches) show(row.dataset.preview, { focus: true })
  else link(row).click()
}

function escape() {
  filters.open = false
  if (current()) choose(current())
  else top()
}

listen({
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  Enter: () => current() && location.assign(link(current()).href),
  o: open,
  " ": open,
  t: () => take(false),
  T: () => take(true),
  x: drop,
  z: undo,
  u: update,
  l: live,
  n: () => showNew(),
  g: top,
  "[": () => version("["),
  "]": () => version("]"),
  "/": () => document.getElementById("wire-q").select(),
  f: filter,
  s: () => (save ? dialog("wire-save") : voice(room.dataset.asked ? "This search is saved." : "Search or filter first: then the search can be saved.")),
  "?": () => dialog("wire-help"),
  Escape: escape,
})

addEventListener("keydown", touch)
room.addEventListener("pointerdown", touch)
room.addEventListener("focusin", touch)

const list = document.getElementById("wire-list")
list.addEventListener("focusin", (event) => {
  const row = event.target.closest(".wire-row")
  if (row && row !== current()) choose(row, { focus: false })
})
list.addEventListener("click", (event) => {
  const row = event.target.closest(".wire-row")
  if (!row || !wide.matches || !event.target.matches(".wire-row-link") || event.ctrlKey || event.metaKey || event.detail === 0) return
  event.preventDefault()
  choose(row)
})
list.addEventListener("dblclick", (event) => {
  if (event.target.matches(".wire-row-link")) location.assign(event.target.href)
})

document.querySelector("[data-help]").addEventListener("click", () => dialog("wire-help"))
document.querySelector("[data-close]").addEventListener("click", () => document.getElementById("wire-save").close())
save?.addEventListener("click", () => dialog("wire-save"))
save?.removeAttribute("hidden")

for (const row of rows()) link(row).tabIndex = -1
const first = rows()[0]
if (first && wide.matches) choose(first, { focus: false })
else if (first) link(first).tabIndex = 0
start()
