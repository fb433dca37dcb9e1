/* What an editor does to an item: take, drop, bring back, post, and go to its update. */

import { choose } from "./wire-cursor.js"
import { current, leave, room } from "./wire-list.js"
import { poll, restore } from "./wire-live.js"
import { preview } from "./wire-preview.js"
import { post, say, voice } from "./wire-voice.js"

const UNDO_FOR = 10_000
const NO_ITEM = "Choose an item first: j."

const act = (name, items) => post(room.dataset.act.replace("NAME", name), new URLSearchParams(items.map((item) => ["item", item])))

/* ---- Take ---- */

const stay = document.querySelector("[data-stay]")
const stays = () => localStorage.getItem("wire-stay") === "1"

/** Take it; `otherwise` does for once what the button at the top does not say. */
export async function take(otherwise, item = current()?.dataset.item) {
  if (!item) return voice(NO_ITEM)
  const answer = await act("take", [item])
  say(answer)
  if (answer.refused) return
  if (stays() === otherwise) location.assign(answer.story)
  else poll()
}

function tellStay() {
  stay.setAttribute("aria-pressed", `${stays()}`)
  stay.textContent = stays() ? "After taking: stay here" : "After taking: go to the story"
}

stay.hidden = false
stay.addEventListener("click", () => {
  localStorage.setItem("wire-stay", stays() ? "0" : "1")
  tellStay()
})
tellStay()

/* ---- Drop ---- */

let lastDropped = null

export async function drop() {
  const row = current()
  if (!row) return voice(NO_ITEM)
  const answer = await act("drop", [row.dataset.item])
  if (answer.refused) return say(answer)
  lastDropped = answer.dropped
  setTimeout(() => lastDropped === answer.dropped && (lastDropped = null), UNDO_FOR)
  const next = row.nextElementSibling ?? row.previousElementSibling
  leave(row)
  if (next) choose(next)
  else preview.innerHTML = ""
  say(answer, { undo, until: UNDO_FOR })
}

export async function undo() {
  if (!lastDropped) return voice("There is nothing to undo.")
  const items = lastDropped
  lastDropped = null
  await bringBack(items)
}

async function bringBack(items) {
  say(await act("bring-back", items))
  await restore(items)
  poll()
}

/* ---- Post, and go to the update ---- */

/** Readers see a post at once, so the key only leads to the button that says so. */
export function live() {
  if (preview.querySelector("[data-item]")?.dataset.item !== current()?.dataset.item) return voice("Its newest version is not shown yet.")
  const pages = preview.querySelector("[data-live]")
  if (!pages) return voice("No live page is open for you, or the item is not shown beside the list.")
  pages.open = true
  pages.querySelector("button").focus()
}

async function postLive(form) {
  say(await post(form.action, new URLSearchParams(new FormData(form))))
  poll()
}

export function update() {
  const target = current()?.dataset.update
  if (target) location.assign(target)
  else voice("No update of this item waits for the desk.")
}

/* ---- The same as buttons ---- */

const BUTTONS = {
  take: (form) => take(false, form.elements.item.value),
  drop,
  post: postLive,
  "bring-back": (form) => bringBack([Number(form.elements.item.value)]),
}

preview.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]")
  if (!button) return
  event.preventDefault()
  BUTTONS[button.dataset.act](button.form)
})
