/* An alert of the story that is open: said beside its buttons, which show what was so before. */

export const isOfThisPage = (alert) => alert.links.some(([, address]) => address === location.pathname)

const known = new Set()
let isFirst = true

/** Tells those that came since the page was opened; what the page itself shows is as old as that. */
export function tellStory(alerts) {
  const panel = document.querySelector(".desk-panel[aria-labelledby=panel-title]")
  const news = alerts.filter((alert) => isOfThisPage(alert) && !known.has(alert.id))
  for (const alert of news) known.add(alert.id)
  if (panel && !isFirst) panel.prepend(...news.map(note))
  isFirst = false
}

function note(alert) {
  const made = Object.assign(document.createElement("div"), { className: alert.tone === "quiet" ? "desk-told" : "desk-hold" })
  const words = Object.assign(document.createElement("p"), { textContent: alert.message, dir: "auto" })
  const again = Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Load the page anew" })
  const behind = Object.assign(document.createElement("p"), { textContent: "What stands below is from before that. " })
  behind.append(again)
  made.append(words, behind)
  return made
}
