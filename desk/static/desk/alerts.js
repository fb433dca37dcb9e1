/* What the wire must tell the desk at once, on whatever screen somebody works: a strip at the top of the page, in the
   flow. One line says how many alerts wait and the gravest of them; it opens into all. It takes no focus, and a page
   that is scrolled moves by no more than its height. */

import { announce } from "./alerts-voice.js"
import { follow, keepPlace } from "./alerts-place.js"
import { isOfThisPage, tellStory } from "./alerts-story.js"

const asked = document.querySelector("meta[name=desk-alerts]")
const EVERY = 5000
/* What was hidden is each person's own, in all tabs of this browser. */
const HIDDEN = `desk-alerts-hidden-${asked?.dataset.person}`
const MOST_HIDDEN = 200
let strip = null
let told = ""
let answer = null
let open = false

const element = (name, facts = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), facts)
  made.append(...inside)
  return made
}

const button = (key, words, onclick, more = {}) => {
  const made = element("button", { type: "button", onclick, ...more }, words)
  made.dataset.key = key
  return made
}

const link = (key, words, href) => {
  const made = element("a", { href }, words)
  made.dataset.key = key
  return made
}

const hidden = () => JSON.parse(localStorage.getItem(HIDDEN) ?? "[]")

function place() {
  if (strip) return strip
  strip = element("section", { className: "desk-alerts", hidden: true })
  strip.setAttribute("aria-label", "Alerts of the wire")
  const main = document.getElementById("main") ?? document.body
  main.prepend(strip)
  follow(strip)
  strip.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) toggle()
  })
  return strip
}

function shown(news) {
  const gone = new Set(hidden())
  const left = news.alerts.filter((alert) => !gone.has(alert.id))
  // What is about the story that is open comes first: its kill would be in the line of another one.
  answer = { ...news, alerts: [...left.filter(isOfThisPage), ...left.filter((alert) => !isOfThisPage(alert))] }
  tellStory(answer.alerts)
  const key = JSON.stringify(answer.alerts.map((alert) => [alert.id, alert.message, alert.seen])) + answer.more
  if (key === told) return
  told = key
  announce(answer.alerts)
  draw()
}

function draw() {
  const there = place()
  const { alerts } = answer
  const key = there.contains(document.activeElement) ? document.activeElement.dataset.key : null
  if (!alerts.length) open = false
  keepPlace(there, () => {
    there.hidden = !alerts.length
    there.dataset.tone = alerts[0]?.tone ?? ""
    there.replaceChildren(...(alerts.length ? [line(alerts), ...(open ? [list(alerts)] : [])] : []))
  })
  if (key) (there.querySelector(`[data-key="${key}"]`) ?? there.querySelector("button"))?.focus({ preventScroll: true })
}

function line(alerts) {
  const number = answer.more ? `${alerts.length}+` : alerts.length
  const words = `${number} alert${alerts.length > 1 ? "s" : ""}`
  const all = button("all", words, toggle, { className: "desk-alerts-all" })
  all.setAttribute("aria-expanded", open)
  if (open) all.setAttribute("aria-controls", "desk-alerts-list")
  const title = "For you alone, in this browser; they stay for the others"
  const made = element("div", { className: "desk-alerts-line" }, all, ...(open ? [] : [row("p", alerts[0])]))
  made.append(button("hide", alerts.length > 1 ? "Hide all" : "Hide", hide, { className: "desk-alerts-hide", title }))
  return made
}

function list(alerts) {
  const made = element("ul", { id: "desk-alerts-list" }, ...alerts.map((alert) => row("li", alert)))
  if (answer.more) made.append(element("li", {}, link("more", "All alerts that wait", answer.all)))
  return made
}

function row(name, alert) {
  const chip = element("span", { className: "desk-alert-kind" }, alert.kind)
  const words = element("span", { className: "desk-alert-words", title: alert.message }, alert.message)
  const acts = element("span", { className: "desk-alert-acts" })
  acts.append(...alert.links.map(([words, to]) => link(`${words}-${alert.id}`, words, to)))
  if (alert.seen) acts.append(button(`seen-${alert.id}`, "Seen", () => see(alert), { title: "For everybody" }))
  const made = element(name, { className: "desk-alert" }, chip, " ", words, " ", acts)
  made.dataset.tone = alert.tone
  return made
}

function toggle() {
  open = !open
  draw()
}

async function see(alert) {
  await fetch(alert.seen, { method: "POST", headers: { "X-CSRFToken": answer.token } }).catch(() => {})
  ask()
}

function hide() {
  const gone = [...hidden(), ...answer.alerts.map((alert) => alert.id)]
  localStorage.setItem(HIDDEN, JSON.stringify(gone.slice(-MOST_HIDDEN)))
  shown({ ...answer, more: false })
  ask()
}

async function ask() {
  if (document.hidden) return
  try {
    const given = await fetch(`${asked.content}?hidden=${hidden().join(".")}`, { headers: { Accept: "application/json" } })
    if (given.ok && !given.redirected) shown(await given.json())
  } catch {
    /* The next time. */
  }
}

if (asked) {
  ask()
  setInterval(ask, EVERY)
  document.addEventListener("visibilitychange", ask)
  addEventListener("storage", (event) => event.key === HIDDEN && ask())
}
