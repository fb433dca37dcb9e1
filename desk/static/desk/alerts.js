/* What the wire must tell the desk at once, on whatever screen somebody works: a kill, an update of what readers see, a
   feed that fell silent. It takes no focus, hides nothing that is being typed, and stays until somebody has seen it. */

const address = document.querySelector("meta[name=desk-alerts]")?.content
const EVERY = 5000
const HIDDEN = "desk-alerts-hidden-here"
const MOST = 3
let box = null
let told = null

const element = (name, facts = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), facts)
  made.append(...inside)
  return made
}

function region() {
  if (box) return box
  box = element("section", { className: "desk-alerts", hidden: true })
  box.setAttribute("aria-label", "Alerts of the wire")
  const voice = element("div", { className: "desk-visually-hidden" })
  voice.setAttribute("role", "alert")
  document.body.append(box, voice)
  box.voice = voice
  return box
}

function shown(answer) {
  const hidden = new Set(hiddenHere())
  const open = answer.alerts.filter((alert) => !hidden.has(alert.id))
  const alerts = open.slice(0, MOST)
  const hasMore = answer.more || open.length > MOST
  const key = alerts.map((alert) => alert.id).join()
  if (key === told) return
  const before = new Set((told ?? "").split(","))
  const there = region()
  const held = there.contains(document.activeElement)
  told = key
  there.hidden = !alerts.length
  there.replaceChildren(...alerts.map((alert) => row(alert, answer.token)))
  if (alerts.length > 1) there.append(others(alerts.length - 1, hasMore, answer.all))
  const news = alerts.filter((alert) => !before.has(`${alert.id}`))
  if (news.length) there.voice.textContent = news.map((alert) => `${alert.kind}: ${alert.message}`).join(" ")
  if (held) there.querySelector("a, button")?.focus()
}

/* Where there is room they all stand there; on a phone this line is in the place of all but the first. */
function others(number, hasMore, all) {
  const words = hasMore ? "All unseen alerts" : `${number} more`
  const link = element("a", { href: all }, words)
  return element("p", { className: hasMore ? "desk-alerts-all" : "desk-alerts-all desk-alerts-few" }, link)
}

function row(alert, token) {
  const chip = element("span", { className: "desk-chip desk-chip-danger" }, alert.kind)
  const words = element("span", { className: "desk-alert-words", dir: "auto" }, alert.message)
  const acts = element("span", { className: "desk-alert-acts" }, element("a", { href: alert.about }, "What came"))
  if (alert.story) acts.append(element("a", { href: alert.story }, "Story"))
  if (alert.seen) acts.append(element("button", { type: "button", onclick: () => see(alert, token) }, "Seen"))
  acts.append(element("button", { type: "button", onclick: () => hide(alert), title: "For you alone; it stays for the others" }, "Hide"))
  return element("p", { className: "desk-alert" }, chip, words, acts)
}

async function see(alert, token) {
  await fetch(alert.seen, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {})
  ask()
}

const hiddenHere = () => JSON.parse(localStorage.getItem(HIDDEN) ?? "[]")

function hide(alert) {
  localStorage.setItem(HIDDEN, JSON.stringify([...hiddenHere(), alert.id].slice(-200)))
  ask()
}

async function ask() {
  if (document.hidden) return
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } })
    if (answer.ok && !answer.redirected) shown(await answer.json())
  } catch {
    /* The next time. */
  }
}

if (address) {
  ask()
  setInterval(ask, EVERY)
  document.addEventListener("visibilitychange", ask)
}
