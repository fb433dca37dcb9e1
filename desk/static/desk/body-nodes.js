/* The nodes of a story's text that the editor does not bring along. Each holds an identity and
   nothing else; articles/body.py is the one list of what a text may contain. */

import { Mark, Node } from "django-prose-editor/editor"

const rowOf = (uuid) =>
  [...document.querySelectorAll("[data-rows=captions] [data-row]")].find(
    (row) => row.querySelector("input[name$=-uuid]")?.value === uuid,
  )

/** A photograph in its place, drawn from the row of the form that has its words. */
export const StoryFigure = Node.create({
  name: "storyFigure",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      caption: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-caption"),
        renderHTML: (attributes) => ({ "data-caption": attributes.caption }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-caption]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure")
      dom.className = "desk-figure"
      dom.contentEditable = "false"
      const image = document.createElement("img")
      const words = document.createElement("figcaption")
      image.alt = ""
      words.dir = "auto"
      dom.append(image, words)
      const draw = () => {
        const row = rowOf(node.attrs.caption)
        const shown = row?.querySelector(".desk-thumb img")
        image.hidden = !shown?.getAttribute("src")
        if (!image.hidden) image.src = shown.src
        words.textContent = row
          ? row.querySelector("textarea[name$=-text]").value ||
            row.querySelector(".desk-photo-name").textContent.trim() ||
            "A photograph"
          : "This photograph is no longer among those of the story. Take it out here too."
      }
      draw()
      document.addEventListener("desk:captions", draw)
      return { dom, destroy: () => document.removeEventListener("desk:captions", draw) }
    }
  },
})

/** A link to another story, by its identity: today's address is put there when a page is made. */
export const StoryLink = Mark.create({
  name: "storyLink",
  priority: 1100,
  inclusive: false,
  excludes: "link",

  addAttributes() {
    return {
      story: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-story"),
        renderHTML: (attributes) => ({ "data-story": attributes.story }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "a[data-story]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "storyLink",
      groups: "link",
      priority: 90,
      command: (editor) =>
        editor.view.dom.dispatchEvent(new CustomEvent("desk:link-story", { bubbles: true, detail: { editor } })),
      enabled: (editor) => !editor.state.selection.empty || editor.isActive("storyLink"),
      active: (editor) => editor.isActive("storyLink"),
      button: buttons.material("article", "link to one of our stories"),
    })
  },
})

/** What stands on another site; kept as it is. */
export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,

  addAttributes() {
    return {
      url: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-embed"),
        renderHTML: (attributes) => ({ "data-embed": attributes.url }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "div[data-embed]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["div", HTMLAttributes]
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("div")
      dom.className = "desk-embed"
      dom.textContent = `Embedded: ${node.attrs.url}`
      return { dom }
    }
  },
})

/** A box beside the text. */
export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "block+",
  defining: true,

  addAttributes() {
    return {
      box: {
        default: "facts",
        parseHTML: (element) => element.getAttribute("data-box"),
        renderHTML: (attributes) => ({ "data-box": attributes.box }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "aside[data-box]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", HTMLAttributes, 0]
  },
})
