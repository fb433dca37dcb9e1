/* The rows of the wire list as the server wrote them, and the one under the cursor. */

export const room = document.getElementById("wire-room")
export const wide = matchMedia("(min-width: 64rem)")

const list = document.getElementById("wire-list")
const scroller = document.querySelector("[data-scroll]")

export const rows = () => [...list.children]
export const byKey = (key) => rows().find((row) => row.dataset.key === key)
export const current = () => list.querySelector(".is-current")
export const link = (row) => row.querySelector(".wire-row-link")
export const parsed = (html) => [...Object.assign(document.createElement("ol"), { innerHTML: html }).children]

/** The address of this list, asked for something besides. */
export const asking = (extra) => `?${new URLSearchParams([...new URLSearchParams(room.dataset.asked), ...extra])}`

/* ---- Putting in and taking out ---- */

const written = new Map(rows().map((row) => [row.dataset.key, row.outerHTML]))

export const isAsWritten = (row) => written.get(row.dataset.key) === row.outerHTML

/** Put a row of the server's in its place: `put` does the putting. */
export function enter(row, put) {
  written.set(row.dataset.key, row.outerHTML)
  put(row)
  link(row).tabIndex = -1
}

export const enterFirst = (row) => enter(row, () => list.prepend(row))
export const enterLast = (row) => enter(row, () => list.append(row))

export function leave(row) {
  written.delete(row.dataset.key)
  row.remove()
}

/* ---- The cursor ---- */

/** Move the cursor to a row: one row of the list is in the order of the Tab key. */
export function mark(row, { focus }) {
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
}

/* ---- Scrolling ---- */

const atTop = () => (wide.matches ? scroller.scrollTop < 4 : scrollY < 200)

let isTouched = false

/** Somebody works here by now: no row may move under their cursor, not even the first. */
export const touch = () => (isTouched = true)

/** Whether new rows may come in without anybody's asking: nobody has touched anything since the page was opened. */
export const isIdle = () => !isTouched && atTop()

export function toTop() {
  scroller.scrollTop = 0
  scrollTo({ top: 0 })
}

/** Do it without the row under the cursor moving on the screen. */
export function still(change) {
  const row = current() ?? rows().find((one) => one.getBoundingClientRect().bottom > 0)
  const before = row?.getBoundingClientRect().top
  change()
  const same = row?.isConnected ? row : row && byKey(row.dataset.key)
  if (same) (wide.matches ? scroller : document.scrollingElement).scrollTop += same.getBoundingClientRect().top - before
}

/* ---- More of the list ---- */

const older = document.getElementById("wire-older")
let fetching = null

/** Fetch the next page of older rows; whether there was one. */
export async function more() {
  if (!older?.isConnected) return false
  fetching ??= (async () => {
    const answer = await fetch(`${older.href}&part=rows`)
    const page = await answer.json()
    for (const row of parsed(page.html)) if (!byKey(row.dataset.key)) enterLast(row)
    if (page.older) older.href = asking([["before", page.older]])
    else older.remove()
  })().finally(() => (fetching = null))
  await fetching
  return true
}

older?.addEventListener("click", (event) => {
  event.preventDefault()
  more()
})
scroller.addEventListener("scroll", () => {
  if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 400) more()
})
