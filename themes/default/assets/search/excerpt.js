// What is shown of a result below its title: the place in its text where the words of the query stand.

import { marked, matches } from './mark.js'

/** @typedef {import('./engine.js').Slot} Slot */

/** How many letters of a text are shown, and how many of them before the first word that was asked for. */
const SHOWN = 200
const BEFORE = 60

/** Shows the summary of a result, or the section that it should lead to where title and summary do not say all.
 * @param {import('./shelf.js').Shelf} shelf @param {Slot[]} slots @param {import('./engine.js').Result & {met: number}} result */
export const excerpt = async (shelf, slots, result) => {
  const [summary, sections] = await shelf.text(result.number)
  result.excerpt = marked(slots, summary)
  const said = new Set(matches(slots, result.marked.concat([[' ', false]], result.excerpt).map(([text]) => text).join('')).map(({ slot }) => slot))
  if (slots.every((_, i) => said.has(i) || !(result.met >> i & 1))) return
  let best = { count: said.size - 1, at: 0, section: /** @type {import('./shelf.js').Section | undefined} */ (undefined) }
  for (const section of sections) {
    const inTitle = new Set(matches(slots, section[1]).map(({ slot }) => slot))
    const all = matches(slots, section[2])
    all.forEach(({ at }, i) => {
      const near = new Set(inTitle)
      for (let j = i; j < all.length && all[j].end < at + SHOWN - BEFORE; j++) near.add(all[j].slot)
      // Words that title and summary do not have are what the text is looked at for.
      const count = [...near].reduce((sum, slot) => sum + (said.has(slot) ? 1 : 2), 0)
      if (count > best.count) best = { count, at, section }
    })
  }
  if (!best.section) return
  const [anchor, title, text] = best.section
  let from = best.at < BEFORE ? 0 : text.indexOf(' ', best.at - BEFORE) + 1
  if (from > best.at) from = best.at
  let to = from + SHOWN < text.length ? text.lastIndexOf(' ', from + SHOWN) : text.length
  if (to <= best.at) to = Math.min(text.length, from + SHOWN)
  result.excerpt = marked(slots, text.slice(from, to))
  if (from > 0) result.excerpt.unshift(['… ', false])
  if (to < text.length) result.excerpt.push([' …', false])
  if (anchor) {
    result.section = title
    result.url = result.url.replace(/#.*$/, '') + (result.url.includes('#') ? `${result.url.slice(result.url.indexOf('#'))}_${anchor}` : `#${anchor}`)
  }
}
