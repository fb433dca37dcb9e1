/* The wire room by keyboard alone, live without a reload. The list comes from the server as HTML; here it is only
   put in place: what is new waits until it is wanted, and the row under the cursor never moves. */

import { listen } from "./wire-keys.js"
import { post, say, told, voice } from "./wire-voice.js"

const room = document.getElementById("wire-room")
const list = document.getElementById("wire-list")
const scroller = document.querySelector("[data-scroll]")
const preview = document.getElementById("wire-preview")
const fresh = document.querySelector("[data-new]")
const state = document.getElementById("wire-state")
const stay = document.querySelector("[data-stay]")

const EVERY = 2000
const UNDO_FOR = 10_000
const wide = matchMedia("(min-width: 64rem)")

const rows = () => [...list.children]
const byKey = (key) => rows().find((row) => row.dataset.key === key)
const current = () => list.querySelector(".is-current") ?? null
const link = (row) => row.querySelector(".wire-row-link")
const written = new Map(rows().map((row) => [row.dataset.key, row.outerHTML]))
const parsed = (html) => [...Object.assign(document.createElement("ol"), { innerHTML: html }).children]

/* ---- The cursor ---- */

function choose(row, { focus = true } = {}) {
  if (!row) return
  const before = current()
  if (before && before !== row) {
    before.classList.remove("is-current")
    link(before).removeAttribute("aria-current")
    link(before).tabIndex = -1
  }
  row.classList.add("is-current")
  link(row).setAttribute("aria-current", "true")
  link(row).tabIndex = 0
  if (focus) link(row).focus({ preventScroll: true })
  row.scrollIntoView({ block: "nearest" })
  if (wide.matches) show(row.dataset.preview, { wait: 120 })
}

function step(by) {
  const row = current()
  if (!row) return choose(rows()[0])
  const next = by > 0 ? row.nextElementSibling : row.previousElementSibling
  if (next) return choose(next)
  if (by > 0) return more().then((found) => found && choose(current()?.nextElementSibling))
  choose(row)
}

/* ---- The preview ---- */

const kept = new Map()
let wanted = ""
let waiting = 0

async function fetched(address) {
  if (!kept.has(address)) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status}`)
    kept.set(address, await answer.text())
    if (kept.size > 80) kept.delete(kept.keys().next().value)
  }
  return kept.get(address)
}

function show(address, { wait = 0, focus = false } = {}) {
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

function version(key) {
  const button = preview.querySelector(`[data-version][data-key="${CSS.escape(key)}"]`)
  if (!button) return voice(key === "[" ? "This is the first version." : "This is the newest version.")
  show(button.dataset.version)
  voice(key === "[" ? "The version before." : "The next version.")
}

preview.addEventListener("click", (event) => {
  const other = event.target.closest("[data-version]")
  if (other) show(other.dataset.version)
  const act = event.target.closest("[data-act]")
  if (!act) return
  event.preventDefault()
  const item = act.form.elements.item.value
  if (act.dataset.act === "take") take(false, item)
  else if (act.dataset.act === "drop") drop()
  else if (act.dataset.act === "post") postLive(act.form)
  else bringBack([item])
})

/* ---- Live ---- */

let cursor = room.dataset.cursor
let arrived = []

const address = (extra) => `?${new URLSearchParams([...new URLSearchParams(room.dataset.asked), ...extra])}`
const atTop = () => (wide.matches ? scroller.scrollTop < 4 : scrollY < 200)

/** Whether new rows may come in without anybody's asking: nobody is reading here. */
const isIdle = () => atTop() && (!current() || current() === rows()[0]) && !list.contains(document.activeElement)

async function poll() {
  if (document.hidden || !room.hasAttribute("data-first")) return
  try {
    const many = [["cursor", cursor], ["rows", Math.max(50, list.childElementCount)]]
    const answer = await fetch(room.dataset.live + address(many), { headers: { Accept: "application/json" } })
    if (answer.redirected) throw new Error("signed out")
    if (answer.status === 200) take_in(await answer.json())
    else if (answer.status !== 204) throw new Error(`${answer.status}`)
    connected(true)
  } catch {
    connected(false)
  }
}

let isConnected = true
function connected(now) {
  if (now === isConnected) return
  isConnected = now
  state.className = now ? "wire-facts-line" : "wire-facts-line wire-offline"
  state.textContent = now ? "" : "The list is not live: the newsroom does not answer. What you see may be old; it is tried again."
}

function take_in(answer) {
  cursor = answer.cursor
  const found = parsed(answer.html)
  const keys = new Set(found.map((row) => row.dataset.key))
  kept.clear()
  still(() => {
    for (const row of found) renew(row)
    // Of the rows that are compared only: what lies below the newest fifty is not told again.
    for (const row of rows().slice(0, found.length)) if (!keys.has(row.dataset.key) && !isWithin(row, found)) leave(row)
  })
  arrived = found.filter((row) => isNew(row))
  for (const [tab, count] of Object.entries(answer.counts ?? {})) counted(tab, count)
  if (arrived.length && isIdle()) showNew({ focus: false })
  else offerNew()
}

/** A row that fell off the end of what was told has not gone. */
function isWithin(row, found) {
  const last = found.at(-1)
  return !last || row.querySelector("time").dateTime < last.querySelector("time").dateTime
}

const isNew = (row) => !byKey(row.dataset.key) || byKey(row.dataset.key).dataset.item !== row.dataset.item

function renew(row) {
  const there = byKey(row.dataset.key)
  if (!there || there.dataset.item !== row.dataset.item || written.get(row.dataset.key) === row.outerHTML) return
  written.set(row.dataset.key, row.outerHTML)
  const hadFocus = there.contains(document.activeElement)
  const wasCurrent = there.classList.contains("is-current")
  there.replaceWith(row)
  equip(row)
  if (wasCurrent) choose(row, { focus: hadFocus })
}

function leave(row) {
  const wasCurrent = row.classList.contains("is-current")
  if (wasCurrent) {
    row.classList.add("is-leaving")
    return
  }
  written.delete(row.dataset.key)
  row.remove()
}

/** Do it without the row under the cursor moving on the screen. */
function still(change) {
  const row = current() ?? rows().find((one) => one.getBoundingClientRect().bottom > 0)
  const before = row?.getBoundingClientRect().top
  change()
  const same = row?.isConnected ? row : row && byKey(row.dataset.key)
  if (same) (wide.matches ? scroller : document.scrollingElement).scrollTop += same.getBoundingClientRect().top - before
}

function offerNew() {
  fresh.hidden = !arrived.length
  if (!arrived.length) return
  const words = `${arrived.length} new, press n`
  if (fresh.textContent !== words) {
    fresh.textContent = words
    const urgent = arrived.find((row) => row.classList.contains("is-urgent"))
    if (urgent) told("alarm", `Urgent: ${link(urgent).textContent}`)
  }
}

function showNew({ focus = true } = {}) {
  const number = arrived.length
  document.getElementById("wire-empty")?.remove()
  for (const row of arrived.reverse()) {
    byKey(row.dataset.key)?.remove()
    written.set(row.dataset.key, row.outerHTML)
    list.prepend(row)
    equip(row)
  }
  arrived = []
  fresh.hidden = true
  if (number) voice(`${number} new ${number === 1 ? "item" : "items"}: ${link(rows()[0]).textContent}`)
  if (focus) top()
}

function top() {
  scroller.scrollTop = 0
  scrollTo({ top: 0 })
  choose(rows()[0])
}

function counted(tab, count) {
  const badge = document.querySelector(`[data-tab="${tab}"]:not([aria-current]) .wire-count`)
  if (!badge) return
  badge.hidden = false
  badge.textContent = count
  badge.setAttribute("aria-label", `${count} new`)
}

/* ---- More of the list ---- */

let fetching = null
async function more() {
  const older = document.getElementById("wire-older")
  if (!older) return false
  fetching ??= (async () => {
    const answer = await fetch(`${older.href}&part=rows`)
    const page = await answer.json()
    for (const row of parsed(page.html)) {
      if (byKey(row.dataset.key)) continue
      written.set(row.dataset.key, row.outerHTML)
      list.append(row)
      equip(row)
    }
    if (page.older) older.href = address([["before", page.older]])
    else older.remove()
  })().finally(() => (fetching = null))
  await fetching
  return true
}

/* ---- What is done ---- */

let lastDropped = null

async function act(name, items) {
  const body = new URLSearchParams(items.map((item) => ["item", item]))
  return post(room.dataset.act.replace("NAME", name), body)
}

async function take(otherwise, item = current()?.dataset.item) {
  if (!item) return voice("Choose an item first: j.")
  const answer = await act("take", [item])
  say(answer)
  if (answer.refused) return
  const stays = (localStorage.getItem("wire-stay") === "1") !== otherwise
  if (!stays) location.assign(answer.story)
  else poll()
}

async function drop() {
  const row = current()
  if (!row) return voice("Choose an item first: j.")
  const answer = await act("drop", [row.dataset.item])
  if (answer.refused) return say(answer)
  lastDropped = answer.dropped
  setTimeout(() => lastDropped === answer.dropped && (lastDropped = null), UNDO_FOR)
  const next = row.nextElementSibling ?? row.previousElementSibling
  written.delete(row.dataset.key)
  row.remove()
  if (next) choose(next)
  else preview.innerHTML = ""
  say(answer, { undo: () => undo(), until: UNDO_FOR })
}

async function bringBack(items) {
  say(await act("bring-back", items))
  arrived = []
  await poll()
  const row = rows().find((one) => items.includes(Number(one.dataset.item)))
  if (row) choose(row)
}

async function undo() {
  if (!lastDropped) return voice("There is nothing to undo.")
  const items = lastDropped
  lastDropped = null
  say(await act("bring-back", items))
  await restore(items)
}

/** Put dropped rows where they stood; nobody has to ask for them with n. */
async function restore(items) {
  const answer = await fetch(room.dataset.live + address([["rows", Math.max(50, list.childElementCount + 1)]]))
  if (answer.status !== 200) return
  const told = await answer.json()
  const found = parsed(told.html)
  for (const [place, row] of found.entries()) {
    if (!items.includes(Number(row.dataset.item)) || byKey(row.dataset.key)) continue
    const behind = found.slice(0, place).findLast((one) => byKey(one.dataset.key))
    written.set(row.dataset.key, row.outerHTML)
    if (behind) byKey(behind.dataset.key).after(row)
    else list.prepend(row)
    equip(row)
    choose(row)
  }
}

/** Readers see a post at once, so the key only leads to the button that says so. */
function live() {
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

function update() {
  const target = current()?.dataset.update
  if (target) location.assign(target)
  else voice("No update of this item waits for the desk.")
}

/* ---- The rest ---- */

function equip(row) {
  if (!row.classList.contains("is-current")) link(row).tabIndex = -1
}

function filters() {
  const details = document.getElementById("wire-filters")
  details.open = true
  details.querySelector("select").focus()
}

const dialog = (id) => document.getElementById(id).showModal()
const into = () => (wide.matches ? show(current()?.dataset.preview ?? "", { focus: true }) : link(current())?.click())

listen({
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  Enter: () => current() && location.assign(link(current()).href),
  o: () => current() && into(),
  " ": () => current() && into(),
  t: () => take(false),
  T: () => take(true),
  x: drop,
  z: undo,
  u: update,
  l: live,
  n: () => (arrived.length ? showNew() : voice("Nothing new.")),
  g: top,
  "[": () => version("["),
  "]": () => version("]"),
  "/": () => document.getElementById("wire-q").select(),
  f: filters,
  s: () => (room.dataset.asked ? dialog("wire-save") : voice("Search or filter first: then the search can be saved.")),
  "?": () => dialog("wire-help"),
  Escape: () => (document.getElementById("wire-filters").open = false) || (current() ? choose(current()) : top()),
})

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
fresh.addEventListener("click", () => showNew())
document.querySelector("[data-help]").addEventListener("click", () => dialog("wire-help"))
document.querySelector("[data-save]")?.addEventListener("click", () => dialog("wire-save"))
document.querySelector("[data-close]").addEventListener("click", () => document.getElementById("wire-save").close())
document.querySelector("[data-save]")?.removeAttribute("hidden")
document.getElementById("wire-older")?.addEventListener("click", (event) => {
  event.preventDefault()
  more()
})
scroller.addEventListener("scroll", () => {
  if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 400) more()
})

/* After taking: stay, or go to the story. */
stay.hidden = false
const tellStay = () => {
  const on = localStorage.getItem("wire-stay") === "1"
  stay.setAttribute("aria-pressed", `${on}`)
  stay.textContent = on ? "After taking: stay here" : "After taking: go to the story"
}
stay.addEventListener("click", () => {
  localStorage.setItem("wire-stay", localStorage.getItem("wire-stay") === "1" ? "0" : "1")
  tellStay()
})
tellStay()

for (const row of rows()) equip(row)
if (rows()[0]) {
  link(rows()[0]).tabIndex = 0
  if (wide.matches) choose(rows()[0], { focus: false })
}
setInterval(poll, EVERY)
document.addEventListener("visibilitychange", () => document.hidden || poll())
cursor = cursor || ""
fetch(room.dataset.live + address([["cursor", ""]]))
  .then((answer) => (answer.status === 200 ? answer.json() : {}))
  .then((answer) => Object.entries(answer.counts ?? {}).forEach(([tab, count]) => counted(tab, count)))
  .catch(() => {})
