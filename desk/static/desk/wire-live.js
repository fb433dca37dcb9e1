/* The list without a reload: what is new waits until it is wanted, and the row under the cursor never moves. */

import { choose, top } from "./wire-cursor.js"
import { asking, byKey, current, enter, enterFirst, isAsWritten, isIdle, leave, link, parsed, room, rows, still } from "./wire-list.js"
import { forget } from "./wire-preview.js"
import { told, voice } from "./wire-voice.js"

const EVERY = 2000
const LEAST = 50
const fresh = document.querySelector("[data-new]")
const state = document.getElementById("wire-state")
const title = document.title

let cursor = room.dataset.cursor ?? ""
let arrived = []
let isConnected = true

/* ---- Asking ---- */

const live = (extra) => fetch(room.dataset.live + asking(extra), { headers: { Accept: "application/json" } })

export async function poll() {
  if (document.hidden || !room.hasAttribute("data-first")) return
  try {
    const answer = await live([["cursor", cursor], ["rows", Math.max(LEAST, rows().length)]])
    if (answer.redirected) throw new Error("signed out")
    if (answer.status === 200) takeIn(await answer.json())
    else if (answer.status !== 204) throw new Error(`${answer.status}`)
    connected(true)
  } catch {
    connected(false)
  }
}

function connected(now) {
  if (now === isConnected) return
  isConnected = now
  state.className = now ? "wire-facts-line" : "wire-facts-line wire-offline"
  state.textContent = now ? "" : "The list is not live: the newsroom does not answer. What you see may be old; it is tried again."
}

/* ---- What changed ---- */

function takeIn(answer) {
  cursor = answer.cursor
  const found = parsed(answer.html)
  forget()
  still(() => {
    found.forEach(renew)
    clear(found)
  })
  arrived = found.filter(isNew)
  count(answer.counts)
  if (arrived.length && isIdle()) showNew({ focus: false })
  else offerNew()
}

const isNew = (row) => byKey(row.dataset.key)?.dataset.item !== row.dataset.item

function renew(row) {
  if (isNew(row) || isAsWritten(row)) return
  const there = byKey(row.dataset.key)
  const hadFocus = there.contains(document.activeElement)
  const wasCurrent = there === current()
  enter(row, () => there.replaceWith(row))
  if (wasCurrent) choose(row, { focus: hadFocus })
}

/** Take out what has gone, of the rows that were compared: what lies below the newest fifty is not told again. */
function clear(found) {
  const keys = new Set(found.map((row) => row.dataset.key))
  for (const row of rows().slice(0, found.length)) {
    if (keys.has(row.dataset.key) || isBelow(row, found.at(-1))) continue
    if (row === current()) row.classList.add("is-leaving")
    else leave(row)
  }
}

/** A row that fell off the end of what was told has not gone. */
const isBelow = (row, last) => !last || row.querySelector("time").dateTime < last.querySelector("time").dateTime

function count(counts) {
  for (const [tab, number] of Object.entries(counts ?? {})) {
    const badge = document.querySelector(`[data-tab="${tab}"]:not([aria-current]) .wire-count`)
    if (!badge) continue
    badge.hidden = false
    badge.textContent = number
    badge.setAttribute("aria-label", `${number} new`)
  }
}

/* ---- What is new ---- */

function offerNew() {
  fresh.hidden = !arrived.length
  document.title = arrived.length ? `(${arrived.length}) ${title}` : title
  if (!arrived.length) return
  const words = `${arrived.length} new, press n`
  if (fresh.textContent === words) return
  fresh.textContent = words
  const urgent = arrived.find((row) => row.classList.contains("is-urgent"))
  if (urgent) told("alarm", `Urgent: ${link(urgent).textContent}`)
}

export function showNew({ focus = true } = {}) {
  const number = arrived.length
  if (!number) return voice("Nothing new.")
  document.getElementById("wire-empty")?.remove()
  for (const row of arrived.reverse()) {
    byKey(row.dataset.key)?.remove()
    enterFirst(row)
  }
  arrived = []
  offerNew()
  voice(`${number} new ${number === 1 ? "item" : "items"}: ${link(rows()[0]).textContent}`)
  if (focus) top()
}

/* ---- What came back ---- */

/** Put rows of these items where they stood; nobody has to ask for them with n. */
export async function restore(items) {
  const answer = await live([["rows", Math.max(LEAST, rows().length + 1)]])
  if (answer.status !== 200) return
  const found = parsed((await answer.json()).html)
  for (const [place, row] of found.entries()) {
    if (!items.includes(Number(row.dataset.item)) || byKey(row.dataset.key)) continue
    const above = found.slice(0, place).findLast((one) => byKey(one.dataset.key))
    if (above) enter(row, () => byKey(above.dataset.key).after(row))
    else enterFirst(row)
    choose(row)
  }
}

export function start() {
  fresh.addEventListener("click", () => showNew())
  setInterval(poll, EVERY)
  document.addEventListener("visibilitychange", () => document.hidden || poll())
  live([["cursor", ""]])
    .then((answer) => (answer.status === 200 ? answer.json() : {}))
    .then((answer) => count(answer.counts))
    .catch(() => {})
}
