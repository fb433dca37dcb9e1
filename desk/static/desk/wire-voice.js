/* What was done, for eyes and for ears: a line at the foot of the page, and the same words to screen readers. */

const box = document.getElementById("wire-said")
let hiding = 0

export function told(name, words) {
  const region = document.getElementById(`wire-${name}`)
  region.textContent = ""
  setTimeout(() => (region.textContent = words), 50)
}

export const voice = (words) => told("voice", words)

export function say(answer, { undo = null, until = 6000 } = {}) {
  box.querySelector("[data-words]").textContent = answer.said
  box.classList.toggle("is-refused", Boolean(answer.refused))
  const story = box.querySelector("[data-story]")
  story.hidden = !answer.story
  if (answer.story) story.href = answer.story
  const button = box.querySelector("[data-undo]")
  button.hidden = !undo
  button.onclick = undo
  box.hidden = false
  told(answer.refused ? "alarm" : "voice", undo ? `${answer.said} Press z to undo.` : answer.said)
  clearTimeout(hiding)
  hiding = setTimeout(() => (box.hidden = true), until)
}

/** Send a form as a script does; the answer is always a sentence. */
export async function post(address, body) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  try {
    const headers = { "X-CSRFToken": token, Accept: "application/json" }
    const answer = await fetch(address, { method: "POST", headers, body })
    if (answer.redirected) return { said: "You are signed out. Sign in again; nothing was done.", refused: true }
    if (answer.ok || answer.status === 422 || answer.status === 403) return await answer.json()
    return { said: `The newsroom refused it (${answer.status}). Nothing was done; load the page again.`, refused: true }
  } catch {
    return { said: "The newsroom does not answer. Nothing was done; try again.", refused: true }
  }
}
