/* What a screen reader says of alerts: kills and whatever else is grave at once, routine when it has the time. */

const heard = new Set()
const voices = {}

function voice(role) {
  if (!voices[role]) {
    voices[role] = Object.assign(document.createElement("div"), { className: "desk-visually-hidden" })
    voices[role].setAttribute("role", role)
    document.body.prepend(voices[role]) // At the end it would make the page a line longer than the window.
  }
  return voices[role]
}

export function announce(alerts) {
  const news = alerts.filter((alert) => !heard.has(alert.id))
  const isRoutine = (alert) => alert.tone === "quiet"
  say("alert", news.filter((alert) => !isRoutine(alert)))
  say("status", news.filter(isRoutine))
  for (const alert of news) heard.add(alert.id)
}

function say(role, alerts) {
  const there = voice(role)
  if (alerts.length) there.textContent = alerts.map((alert) => `${alert.kind}: ${alert.message}`).join(" ")
}
