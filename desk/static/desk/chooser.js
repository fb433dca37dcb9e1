/* Choosing a photograph by its words, with the keyboard or without. A page has many photographs, each in a row of
   its own, or one. */

const dialog = document.getElementById("desk-chooser")
const query = document.getElementById("desk-chooser-q")
const list = document.getElementById("desk-chooser-list")
const status = document.getElementById("desk-chooser-status")
const further = document.getElementById("desk-chooser-more")
const address = document.querySelector("[data-suggest-photos]")?.dataset.suggestPhotos
/** How far they are counted (desk/finding.py). */
const COUNTED = 1000
let row = null
let timer = 0
let asks = 0
let oldest = null

/** A random UUID, version 4 (RFC 9562), also where the page does not come over HTTPS. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/** Empty: a tile of an earlier search would be exchanged under the finger that presses it. */
function open(of) {
  row = of
  query.value = ""
  list.replaceChildren()
  status.textContent = ""
  further.hidden = true
  dialog.showModal()
  query.focus()
  search()
}

/** Only the newest question is answered; an earlier answer that comes late is dropped. `more`: what is older, too. */
async function search(more = false) {
  const ask = ++asks
  const asked = new URLSearchParams({ q: query.value.trim(), ...(more && { before: oldest }) })
  const answer = await fetch(`${address}?${asked}`, { credentials: "same-origin" })
  if (ask !== asks) return
  if (!answer.ok) {
    status.textContent = "The photographs could not be asked for. Log in again in another tab, then search once more."
    return
  }
  const { results, count } = await answer.json()
  const tiles = results.map(tile)
  if (more) list.append(...tiles)
  else list.replaceChildren(...tiles)
  oldest = results.at(-1)?.id
  further.hidden = results.length === 0 || (count < COUNTED && list.children.length === count)
  status.textContent = told(count)
  if (more) tiles[0]?.querySelector("button").focus()
}

/** How many there are. */
function told(count) {
  const shown = list.children.length
  if (!shown) return "None found. Use other words, or upload it."
  const found = count < COUNTED ? `${count} found` : `${COUNTED} or more found`
  return `${found}, the newest first${further.hidden ? "" : `; ${shown} are shown`}. The down arrow goes to them.`
}

function tile(photo) {
  const item = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  const image = document.createElement("img")
  Object.assign(image, { src: photo.thumbnail, alt: "", width: 160, height: 107, loading: "lazy" })
  const name = document.createElement("span")
  name.dir = "auto"
  name.textContent = photo.label
  const detail = document.createElement("small")
  detail.dir = "auto"
  detail.textContent = photo.detail
  button.append(image, name, detail)
  button.addEventListener("click", () => take(photo))
  item.append(button)
  return item
}

const field = (row, name) => row.querySelector(`[name$=-${name}], [name=${name}]`)

function take(photo) {
  field(row, "photo").value = photo.id
  const [pending, known] = [field(row, "pending"), field(row, "uuid")]
  if (pending) pending.value = ""
  if (known && !known.value) known.value = uuid()
  draw(row, photo)
  const chosen = row
  dialog.close()
  chosen.dispatchEvent(new Event("input", { bubbles: true }))
  chosen.querySelector("[data-place], [data-choose]").focus()
}

/** What a row shows of its photograph; null: it has none. */
function draw(row, photo) {
  const image = row.querySelector(".desk-thumb img")
  image.src = photo?.thumbnail ?? ""
  image.hidden = !photo
  row.querySelector(".desk-photo-name").replaceChildren(...(photo ? named(photo) : []))
  row.querySelector("[data-choose]").textContent = photo ? "Choose another" : "Choose a photo"
  const remove = row.querySelector("[data-unchoose]")
  if (remove) remove.hidden = !photo
  for (const own of row.querySelectorAll("[data-own]")) {
    const words = photo?.[own.dataset.own]
    const isolated = document.createElement("bdi")
    isolated.textContent = words
    own.replaceChildren(...(words ? ["If left empty: ", isolated] : []))
  }
}

/** Its name, and why it may not be shown, where it may not. */
function named(photo) {
  if (!photo.hindrance) return [photo.label]
  const hindrance = document.createElement("strong")
  hindrance.className = "desk-hindrance"
  hindrance.textContent = photo.hindrance
  return [photo.label, " ", hindrance]
}

function unchoose(row) {
  field(row, "photo").value = ""
  draw(row, null)
  row.dispatchEvent(new Event("input", { bubbles: true }))
  row.querySelector("[data-choose]").focus()
}

/** From tile to tile with the arrow keys; up from the first row goes back to the words. */
function step(event) {
  const tiles = [...list.querySelectorAll("button")]
  const at = tiles.indexOf(document.activeElement)
  const across = tiles.filter((one) => one.offsetTop === tiles[0]?.offsetTop).length || 1
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at < 0 ? 1 : across, ArrowUp: -across }
  const by = steps[event.key]
  if (!by || (at < 0 && event.key !== "ArrowDown")) return
  event.preventDefault()
  const next = tiles[at + by]
  if (next) next.focus()
  else if (event.key === "ArrowUp") query.focus()
  else if (by > 0 && !further.hidden) further.focus()
}

if (dialog) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-choose]")
    if (button) open(button.closest("[data-row]"))
    const removing = event.target.closest?.("[data-unchoose]")
    if (removing) unchoose(removing.closest("[data-row]"))
  })
  document.addEventListener("desk:added", (event) => {
    if (event.target.matches(".desk-caption")) open(event.target)
  })
  query.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, 200)
  })
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
  dialog.addEventListener("keydown", step)
  further.addEventListener("click", () => search(true))
  dialog.addEventListener("close", () => {
    const blank = row?.closest("[data-rows]") && !field(row, "photo").value && !field(row, "pending").value
    if (blank && ![...row.querySelectorAll("textarea")].some((box) => box.value)) row.hidden = true
  })
  document.getElementById("desk-chooser-close").addEventListener("click", () => dialog.close())
}
