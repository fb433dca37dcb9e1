/* Where the page stands when the strip of alerts comes, grows or goes. What somebody reads or types stays where it is,
   or goes down by the height of the strip, and never out of the window. */

const root = document.documentElement
/** Below this much above the lower edge, a bar with the buttons of a form may stand. */
const FOOT = 96

/** The room that the strip takes; CSS keeps sticky bars and what has the focus clear of it. */
function measure(strip) {
  const { height } = strip.getBoundingClientRect()
  root.style.setProperty("--desk-strip", `${height}px`)
  root.style.setProperty("--desk-stuck", getComputedStyle(strip).position === "sticky" ? `${height}px` : "0px")
  return height
}

/** The line of the caret, or else what has the focus. */
function caret() {
  const active = document.activeElement
  if (!active || active === document.body) return null
  const selection = getSelection()
  if (active.isContentEditable && selection.rangeCount) {
    const [line] = selection.getRangeAt(0).getClientRects()
    if (line) return line
    const node = selection.anchorNode
    return (node instanceof Element ? node : node.parentElement).getBoundingClientRect()
  }
  return active.getBoundingClientRect()
}

export function keepPlace(strip, change) {
  const page = strip.nextElementSibling
  const before = page.getBoundingClientRect().top
  const { height } = strip.getBoundingClientRect()
  const [held, wasScrolled] = [caret(), scrollY > 0]
  change()
  const grown = measure(strip) - height
  const isStuck = getComputedStyle(strip).position === "sticky"
  const goesOut = held && held.bottom <= innerHeight && held.bottom + grown > innerHeight - FOOT
  const wanted = (isStuck || !wasScrolled) && !goesOut ? grown : 0
  // Browsers that anchor what they scroll have done so by then; the others have not.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const moved = page.getBoundingClientRect().top - before
      if (Math.abs(moved - wanted) >= 1) scrollBy({ top: moved - wanted, behavior: "instant" })
    }),
  )
}

export const follow = (strip) => new ResizeObserver(() => measure(strip)).observe(strip)
