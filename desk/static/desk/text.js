/* The rich text of a story or a post: what its editor leaves unsaid, and links to our own stories. */

import { withEditors } from "./prose.js"

withEditors(label)

/** What the editor leaves unsaid to those who cannot see it. */
function label(editor) {
  const area = editor.view.dom
  area.setAttribute("aria-labelledby", "id_body_label")
  area.setAttribute("aria-multiline", "true")
  area.dir = "auto"
  const bar = area.parentElement.querySelector(".prose-menubar")
  bar?.setAttribute("role", "toolbar")
  bar?.setAttribute("aria-label", "Text")
  const press = () => {
    for (const button of bar?.querySelectorAll("button[data-name]") ?? []) {
      button.setAttribute("aria-pressed", String(button.classList.contains("active")))
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
    }
  }
  editor.on("transaction", press)
  press()
}

const linker = document.getElementById("desk-linker")
let linked = null

document.addEventListener("desk:link-story", (event) => {
  linked = event.detail.editor
  const input = linker.querySelector("input")
  input.value = ""
  linker.showModal()
  input.focus()
})
linker?.addEventListener("desk:chosen", (event) => {
  event.stopPropagation()
  linker.close()
  linked.chain().focus().extendMarkRange("storyLink").setMark("storyLink", { story: event.detail.public_id }).run()
})
linker?.addEventListener("click", (event) => {
  if (event.target.matches("[data-unlink]")) {
    linker.close()
    linked.chain().focus().extendMarkRange("storyLink").unsetMark("storyLink").run()
  }
  if (event.target.matches("[data-close]")) linker.close()
})
