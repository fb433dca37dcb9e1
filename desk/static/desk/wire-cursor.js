/* Where the editor is in the list, and what is shown for it. */

import { current, mark, more, rows, toTop, wide } from "./wire-list.js"
import { show } from "./wire-preview.js"

/** Milliseconds that the cursor must rest before its item is fetched. */
const REST = 120

export function choose(row, { focus = true } = {}) {
  if (!row) return
  mark(row, { focus })
  if (wide.matches) show(row.dataset.preview, { wait: REST })
}

export async function step(by) {
  if (!current()) return choose(rows()[0])
  const beside = () => (by > 0 ? current()?.nextElementSibling : current()?.previousElementSibling)
  if (by > 0 && !beside()) await more()
  choose(beside() ?? current())
}

export function top() {
  toTop()
  choose(rows()[0])
}
