/* Suggestions while somebody types, after the combobox pattern of the ARIA practices.
   <input data-suggest="tags"> asks the address in data-suggest-tags further up. With
   data-suggest-many the box holds several names between commas. A hidden input with
   data-suggest-id in the same row takes the number of what was chosen. */

const PAUSE = 150
let counter = 0
let shown = null

const address = (input) =>
  input.closest(`[data-suggest-${input.dataset.suggest}]`)?.getAttribute(`data-suggest-${input.dataset.suggest}`)
const isMany = (input) => input.dataset.suggestMany !== undefined
const numberOf = (input) => input.closest("[data-row]")?.querySelector("[data-suggest-id]")
const term = (input) => (isMany(input) ? input.value.split(",").pop() : input.value).trim()

function close() {
  if (!shown) return
  shown.list.remove()
  shown.input.setAttribute("aria-expanded", "false")
  shown.input.removeAttribute("aria-activedescendant")
  shown = null
}

function mark(index) {
  shown.index = index
  shown.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)))
  const option = shown.options[index]
  if (option) {
    shown.input.setAttribute("aria-activedescendant", option.id)
    option.scrollIntoView({ block: "nearest" })
  }
}

function choose(index) {
  const { input, results } = shown
  const result = results[index]
  if (isMany(input)) {
    const name = result.label.includes(",") ? `"${result.label}"` : result.label
    const before = input.value.split(",").slice(0, -1).map((part) => part.trim())
    input.value = [...before, name, ""].join(", ")
  } else {
    input.value = result.label
    const number = numberOf(input)
    if (number) number.value = result.id
  }
  close()
  input.dispatchEvent(new CustomEvent("desk:chosen", { bubbles: true, detail: result }))
}

function draw(input, results) {
  close()
  if (!results.length) return
  const list = document.createElement("ul")
  list.className = "desk-suggestions"
  list.id = `desk-suggestions-${++counter}`
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "Suggestions")
  const options = results.map((result, index) => {
    const option = document.createElement("li")
    option.id = `${list.id}-${index}`
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", "false")
    option.dir = "auto"
    option.textContent = result.label
    if (result.detail) {
      const detail = document.createElement("small")
      detail.textContent = ` ${result.detail}`
      option.append(detail)
    }
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault()
      choose(index)
    })
    return option
  })
  list.append(...options)
  input.insertAdjacentElement("afterend", list)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-expanded", "true")
  input.setAttribute("aria-controls", list.id)
  shown = { input, list, options, results, index: -1 }
}

async function ask(input) {
  const asked = term(input)
  if (!asked) return close()
  const url = new URL(address(input), location.href)
  url.searchParams.set("q", asked)
  const answer = await fetch(url, { credentials: "same-origin" })
  if (!answer.ok || term(input) !== asked || document.activeElement !== input) return
  draw(input, (await answer.json()).results)
}

document.addEventListener("input", (event) => {
  const input = event.target
  if (!input.matches?.("[data-suggest]")) return
  const number = numberOf(input)
  if (number && event.isTrusted) number.value = ""
  clearTimeout(input.deskTimer)
  input.deskTimer = setTimeout(() => ask(input), PAUSE)
})

document.addEventListener("keydown", (event) => {
  if (!shown || event.target !== shown.input) return
  const { options, index } = shown
  if (event.key === "ArrowDown") mark((index + 1) % options.length)
  else if (event.key === "ArrowUp") mark((index - 1 + options.length) % options.length)
  else if (event.key === "Enter" && index >= 0) choose(index)
  else if (event.key === "Escape") close()
  else return
  event.preventDefault()
})

document.addEventListener("focusout", (event) => {
  if (shown && event.target === shown.input) close()
})
