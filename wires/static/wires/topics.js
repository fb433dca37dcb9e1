/* Picking subjects: <textarea data-topics> holds a code and a name in each line. With scripts it becomes chips and a
   box that finds subjects while somebody types, after the combobox pattern of the ARIA practices.
   data-topics="one" holds one only; data-topics-free takes codes that are none of them, of an agency's own.
   The address is in data-topics-find further up. */

const PAUSE = 150
let counter = 0

const lines = (area) => area.value.split("\n").map((line) => line.trim()).filter(Boolean)
const label = (line) => line.replace(/^[0-9]{8} /, "")

class Picker {
  constructor(area) {
    this.area = area
    this.single = area.dataset.topics === "one"
    this.free = "topicsFree" in area.dataset
    this.results = []
    this.index = -1
    this.build()
    this.draw()
  }

  build() {
    const number = ++counter
    this.box = document.createElement("div")
    this.box.className = "topic-box"
    this.chips = document.createElement("div")
    this.chips.className = "topic-chips"
    this.typed = document.createElement("input")
    this.typed.className = "topic-typed"
    this.typed.id = `topic-typed-${number}`
    this.typed.autocomplete = "off"
    this.typed.placeholder = "Type a subject or its code"
    this.typed.dir = "auto"
    this.list = document.createElement("ul")
    this.list.className = "topic-found"
    this.list.id = `topic-found-${number}`
    this.list.hidden = true
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", "Subjects")
    const said = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" }
    for (const [name, value] of Object.entries(said)) this.typed.setAttribute(name, value)
    const word = document.querySelector(`label[for="${this.area.id}"]`)
    if (word) word.htmlFor = this.typed.id
    this.box.append(this.chips, this.typed, this.list)
    this.area.hidden = true
    this.area.after(this.box)
    this.typed.addEventListener("input", (event) => this.ask(event))
    this.typed.addEventListener("keydown", (event) => this.press(event))
    this.typed.addEventListener("blur", () => this.close())
  }

  draw() {
    this.chips.replaceChildren(
      ...lines(this.area).map((line) => {
        const chip = document.createElement("button")
        chip.type = "button"
        chip.textContent = label(line)
        chip.dir = "auto"
        chip.setAttribute("aria-label", `Remove ${label(line)}`)
        chip.addEventListener("click", () => this.write(lines(this.area).filter((other) => other !== line)))
        return chip
      }),
    )
  }

  write(kept) {
    this.area.value = kept.join("\n")
    this.draw()
    this.typed.focus()
    this.area.dispatchEvent(new Event("change", { bubbles: true }))
  }

  ask(event) {
    // What is typed here is no box of the form.
    event.stopPropagation()
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.find(), PAUSE)
  }

  async find() {
    const typed = this.typed.value.trim()
    if (!typed) return this.close()
    const address = this.area.closest("[data-topics-find]").dataset.topicsFind
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`)
    if (!answer.ok || this.typed.value.trim() !== typed) return
    const { language, topics } = await answer.json()
    this.show(topics, language)
  }

  show(topics, language) {
    this.results = topics
    this.list.lang = language
    this.list.replaceChildren(...topics.map((topic, place) => this.option(topic, place)))
    const none = this.free ? "No subject of that name. Enter takes it as an agency’s own code." : "No subject of that name"
    if (!topics.length) this.list.append(Object.assign(document.createElement("li"), { textContent: none }))
    this.list.hidden = false
    this.typed.setAttribute("aria-expanded", "true")
    this.mark(topics.length ? 0 : -1)
  }

  option(topic, place) {
    const option = document.createElement("li")
    option.id = `${this.list.id}-${place}`
    option.dir = "auto"
    option.setAttribute("role", "option")
    option.append(Object.assign(document.createElement("span"), { textContent: topic.name }))
    for (const text of [topic.above, topic.about].filter(Boolean))
      option.append(Object.assign(document.createElement("small"), { textContent: text }))
    option.addEventListener("mousedown", (event) => {
      event.preventDefault()
      this.choose(place)
    })
    return option
  }

  mark(index) {
    this.index = index
    const options = [...this.list.querySelectorAll("[role=option]")]
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)))
    const option = options[index]
    if (option) {
      this.typed.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    } else this.typed.removeAttribute("aria-activedescendant")
  }

  choose(index) {
    const topic = this.results[index]
    this.take(`${topic.code} ${topic.name}`, topic.code)
  }

  take(line, code) {
    const others = lines(this.area).filter((other) => !other.startsWith(code))
    this.typed.value = ""
    this.close()
    this.write(this.single ? [line] : [...others, line])
  }

  close() {
    this.list.hidden = true
    this.results = []
    this.typed.setAttribute("aria-expanded", "false")
    this.typed.removeAttribute("aria-activedescendant")
  }

  press(event) {
    const open = !this.list.hidden && this.results.length
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (open && step) this.mark((this.index + step + this.results.length) % this.results.length)
    else if (open && event.key === "Enter") this.choose(this.index)
    else if (!this.list.hidden && event.key === "Escape") this.close()
    else if (event.key === "Enter" && this.free && !this.list.hidden) this.take(this.typed.value.trim(), this.typed.value.trim())
    else if (event.key === "Enter" && this.free && !this.typed.value) return
    else if (event.key === "Enter") clearTimeout(this.waiting) || this.find()
    else if (event.key === "Backspace" && !this.typed.value) this.write(lines(this.area).slice(0, -1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

for (const area of document.querySelectorAll("[data-topics]")) new Picker(area)
