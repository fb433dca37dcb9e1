/* The rows of the story form: add, move, take out. The numbers in the boxes are the order;
   the scripts only write them, so that the same form works without. */

const rowsOf = (group) => [...group.querySelectorAll("[data-row]")].filter((row) => !row.closest("template"))
const fields = (row) => [...row.querySelectorAll("input:not([name$=-DELETE], [name$=-ORDER]), textarea")]
const isBlank = (row) => fields(row).every((field) => (field.type === "checkbox" ? !field.checked : !field.value))

function number(group) {
  rowsOf(group)
    .filter((row) => !row.hidden)
    .forEach((row, place) => {
      row.querySelector("[name$=-ORDER]").value = place + 1
    })
}

function equip(row) {
  for (const button of row.querySelectorAll("[data-up], [data-down], [data-choose], [data-place]")) button.hidden = false
  row.querySelector(".desk-order-label").hidden = true
  row.querySelector(".desk-photo-number")?.setAttribute("hidden", "")
}

function changed(group) {
  number(group)
  group.dispatchEvent(new Event("input", { bubbles: true }))
}

/** The first photograph leads; a further one stands after the text until it is put into it. */
function place(group, row) {
  const role = row.querySelector("[name$=-role]")
  const others = rowsOf(group).filter((one) => one !== row && !one.hidden && !isBlank(one))
  if (role && !others.some((one) => one.querySelector("[name$=-role]").value === "lead")) role.value = "lead"
}

/** A new row at the end, or the empty one that is there already. */
function add(group) {
  let row = rowsOf(group).find((one) => one.hidden && isBlank(one))
  if (!row) {
    const total = group.querySelector("[name$=-TOTAL_FORMS]")
    const draft = document.createElement("template")
    draft.innerHTML = group.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
    row = draft.content.firstElementChild
    total.value = Number(total.value) + 1
    equip(row)
  }
  row.hidden = false
  group.querySelector("ol").append(row)
  place(group, row)
  changed(group)
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus()
  row.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }))
}

function move(button, row, before) {
  const group = row.closest("[data-rows]")
  const other = before ? row.previousElementSibling : row.nextElementSibling
  if (!other || other.hidden) return
  if (before) other.before(row)
  else other.after(row)
  changed(group)
  button.focus()
}

for (const group of document.querySelectorAll("[data-rows]")) {
  if (group.querySelector("[name$=-TOTAL_FORMS]")?.closest("form")?.querySelector("[name=_save]")) {
    for (const row of rowsOf(group)) {
      equip(row)
      row.hidden = isBlank(row)
    }
    group.querySelector("[data-add]").hidden = false
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add], [data-up], [data-down]")
  if (!button) return
  if (button.matches("[data-add]")) add(button.closest("[data-rows]"))
  else move(button, button.closest("[data-row]"), button.matches("[data-up]"))
})

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[name$=-DELETE]"))
    event.target.closest("[data-row]").classList.toggle("desk-out", event.target.checked)
})
