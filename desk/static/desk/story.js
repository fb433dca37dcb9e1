/* The story page: what is saved and what is not, photographs and links put into the text, undo. */
import { withEditors } from "./prose.js"

const form = document.getElementById("story")
const saving = form?.querySelector(".desk-saving")
const captions = document.querySelector("[data-rows=captions]")
let editor = null
let dirty = form?.dataset.unsaved !== undefined
let leaving = false

function tell() {
  if (saving) saving.textContent = dirty ? saving.dataset.dirty : saving.dataset.clean
  saving?.classList.toggle("desk-dirty", dirty)
  const note = document.querySelector(".desk-unsaved")
  if (note && !dirty) note.hidden = true
}

form?.addEventListener("input", (event) => {
  if (captions?.contains(event.target)) document.dispatchEvent(new Event("desk:captions"))
  dirty = true
  tell()
})
form?.addEventListener("change", () => {
  dirty = true
  tell()
})
form?.addEventListener("submit", () => {
  leaving = true
})
addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) event.preventDefault()
})
addEventListener("pageshow", () => {
  leaving = false
})

/* The verbs act on what was saved: typed text is saved first, or nothing happens. */
for (const verb of document.querySelectorAll("[data-verb-form]")) {
  verb.addEventListener("submit", (event) => {
    if (!dirty) {
      leaving = true
      return
    }
    event.preventDefault()
    const note = document.querySelector(".desk-unsaved")
    note.hidden = false
    form.querySelector("[name=_save]")?.focus()
  })
}

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const save = form?.querySelector("[name=_save]")
  if (!save) return
  event.preventDefault()
  form.requestSubmit(save)
})

/* Keys of an update: the same in all browsers, which an accesskey is not. By its place: on a Mac Alt writes other letters. */
addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const meant = document.querySelector(`[data-alt="${event.code}"]`)
  if (!meant) return
  event.preventDefault()
  meant.click()
})

const undo = document.querySelector("[data-undo]")
if (undo)
  setTimeout(() => {
    undo.closest("[data-verb]").hidden = true
  }, Number(undo.dataset.undo) * 1000)

document.getElementById("desk-alarm")?.focus()

withEditors((made) => {
  editor = made
  const textarea = editor.view.dom.closest(".prose-editor").querySelector("textarea")
  // The editor takes a text that is one lonely element for an empty one; a photograph is not.
  editor.on("update", () => {
    if (editor.state.doc.firstChild?.type.name === "storyFigure") textarea.value = editor.getHTML()
  })
})

/* A photograph into the text, behind the paragraph in which the cursor stands: it splits no sentence. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-place]")
  if (!button || !editor) return
  const row = button.closest("[data-row]")
  const uuid = row.querySelector("[name$=-uuid]")
  if (!row.querySelector("[name$=-photo]").value && !row.querySelector("[name$=-pending]").value) return
  if (!uuid.value) return
  row.querySelector("[name$=-role]").value = "inline"
  const { $head } = editor.state.selection
  const behind = $head.depth ? $head.after(1) : $head.pos
  editor.chain().focus().insertContentAt(behind, { type: "storyFigure", attrs: { caption: uuid.value } }).run()
})

form?.addEventListener("desk:chosen", () => {
  dirty = true
  tell()
})

tell()
