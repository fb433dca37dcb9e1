/* The dry run beside the form of a rule: asked again while somebody writes, with what is in the boxes now.
   Without scripts the button opens the same on a page of its own. */

const PAUSE = 500
const form = document.querySelector("[data-rehearse]")
const room = form?.querySelector("[data-rehearsal]")
let waiting = 0
let asked = null

function tell(phrases) {
  for (const [name, { phrase, asks }] of Object.entries(phrases)) {
    const place = form.querySelector(`[data-clause="${name}"] [data-phrase]`)
    if (!place) continue
    place.textContent = phrase
    place.classList.toggle("rule-asks", asks)
  }
}

async function rehearse() {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  room.setAttribute("aria-busy", "true")
  try {
    const body = new FormData(form.closest("form"))
    const answer = await fetch(form.dataset.rehearse, { method: "POST", body, signal, headers: { "X-Fragment": "1" } })
    if (!answer.ok) throw new Error(answer.statusText)
    room.innerHTML = await answer.text()
    const phrases = room.querySelector("#rule-phrases")
    if (phrases) tell(JSON.parse(phrases.textContent))
  } catch (error) {
    if (error.name === "AbortError") return
    room.textContent = "The dry run could not be made. What you typed is untouched: try again."
  }
  room.setAttribute("aria-busy", "false")
}

function soon() {
  clearTimeout(waiting)
  waiting = setTimeout(rehearse, PAUSE)
}

if (form && room) {
  form.addEventListener("input", soon)
  form.addEventListener("change", soon)
  form.querySelector("[data-try]").addEventListener("click", (event) => {
    event.preventDefault()
    rehearse()
  })
  rehearse()
}
