/* The editors of rich text on the page. On a slow line they may be there before the scripts that work with them. */

/** Do it with each editor, once: with those that stand already and those that are still to come. */
export function withEditors(act) {
  const met = new WeakSet()
  const meet = (editor) => {
    if (!editor || met.has(editor)) return
    met.add(editor)
    act(editor)
  }
  document.addEventListener("prose-editor:ready", (event) => meet(event.detail.editor))
  for (const area of document.querySelectorAll(".tiptap")) meet(area.editor)
}
