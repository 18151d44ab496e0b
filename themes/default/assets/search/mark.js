// The words of a query in a text.

import { words } from './words.js'

/** @typedef {import('./engine.js').Slot} Slot */

/** @param {Slot[]} slots @param {string} text */
export const matches = (slots, text) => words(text).flatMap(({ term, parts, at, end }) => {
  const slot = slots.findIndex(({ seen }) => seen.has(term) || parts.some((part) => seen.has(part)))
  return slot < 0 ? [] : [{ slot, at, end }]
})

/** A text in pieces, each with whether it was asked for. @param {Slot[]} slots @param {string} text @returns {import('./engine.js').Marked} */
export const marked = (slots, text) => {
  /** @type {import('./engine.js').Marked} */
  const pieces = []
  let last = 0
  for (const { at, end } of matches(slots, text)) {
    if (at < last) continue
    if (at > last) pieces.push([text.slice(last, at), false])
    pieces.push([text.slice(at, end), true])
    last = end
  }
  if (last < text.length) pieces.push([text.slice(last), false])
  return pieces
}
