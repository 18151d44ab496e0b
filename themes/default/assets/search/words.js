// A text → the terms by which it is found. `src/search/word.rs` does the same: `tests/suite/search/words.json` holds for both.

/**
 * @typedef {object} Word
 * @property {string} term its one form
 * @property {string[]} parts what it is made of; empty where it is plain
 * @property {number} at where it begins in the text
 * @property {number} end where it ends
 */

const CHUNK = /[\p{Alphabetic}\p{N}\u0300-\u036f]+(?:[-'.,/@&_\u2010-\u2013\u2212\u2018\u2019][\p{Alphabetic}\p{N}\u0300-\u036f]+)*/gu

/** Without capital letters and accents. @param {string} text */
const fold = (text) => /^[\w.,/@&-]+$/.test(text) ? text.toLowerCase() : text.toLowerCase()
  .replace(/[\u00c0-\u058f\u1e00-\u1fff]+/g, (letters) => letters.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC'))
  .replace(/[\u2018\u2019]/g, "'").replace(/[\u2010-\u2013\u2212]/g, '-')

/** `5,000`, `5k` and `5000` are one number. @param {string} text @returns {string | undefined} */
const number = (text) => {
  const found = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([km]?)$/.exec(text)
  if (!found) return
  const [, written, decimals = '', unit] = found
  const whole = written.replaceAll(',', '')
  if (!unit) return decimals ? `${whole}.${decimals}` : whole
  const zeros = unit === 'k' ? 3 : 6
  if (decimals.length > zeros) return
  return (whole + decimals.padEnd(zeros, '0')).replace(/^0+(?=\d)/, '')
}

/** `2021/22` and `2021-2022` are one school year. @param {string} first @param {string} second */
const years = (first, second) => {
  if (!/^(19|20)\d\d$/.test(first) || !/^\d\d(\d\d)?$/.test(second)) return
  const next = String(Number(first) + 1)
  return second === next || second === next.slice(2) ? { term: `${first}-${next.slice(2)}`, parts: [first, next] } : undefined
}

/** @param {string} text without connectors but hyphens and apostrophes */
const plain = (text) => {
  const parts = text.split('-').map((part) => part.replace(/'s$/, '').replaceAll("'", ''))
  return { term: parts.join(''), parts: parts.length > 1 ? parts : [] }
}

/** @param {string} text @returns {{term: string, parts: string[]}[]} */
const chunk = (text) => {
  if (/^[a-z]+$/.test(text)) return [{ term: text, parts: [] }]
  if (text.includes('@')) return [{ term: text, parts: text.split(/[-'.,/@&_]/) }]
  const one = number(text)
  if (one) return [{ term: one, parts: [] }]
  const halves = text.split(/[-/]/)
  if (halves.length === 2) {
    const year = years(halves[0], halves[1])
    if (year) return [year]
    const [from, to] = halves.map(number)
    if (from && to && text.includes('-')) return [{ term: `${from}-${to}`, parts: [from, to] }]
  }
  const parts = text.split(/[.,/@&_]/)
  if (parts.length > 1 && parts.every((part) => [...part].length === 1)) return [{ term: parts.join(''), parts: [] }]
  return parts.map((part) => {
    const number_ = number(part)
    return number_ ? { term: number_, parts: [] } : plain(part)
  })
}

const DIGITS = /^\d+$/

/** The words of a text in their order. @param {string} text @returns {Word[]} */
export const words = (text) => {
  /** @type {Word[]} */
  const found = []
  // Not `matchAll`: it compiles the pattern anew for each text, which took nine tenths of all search in a small engine.
  CHUNK.lastIndex = 0
  for (let match; (match = CHUNK.exec(text));) {
    const at = match.index
    const end = at + match[0].length
    const made = chunk(fold(match[0]))
    // `RI+` is more than RI.
    if (text[end] === '+' && made.length === 1 && !made[0].parts.length) {
      made[0] = { term: `${made[0].term}+`, parts: [made[0].term] }
    }
    for (const { term, parts } of made) if (term) found.push({ term, parts: parts.filter(Boolean), at, end })
  }
  /** @type {Word[]} */
  const joined = []
  for (let i = 0; i < found.length; i++) {
    const [a, b, c] = found.slice(i, i + 3)
    /** @type {{term: string, parts: string[]} | undefined} */
    let one
    let count = 3
    if (c && b.term === 'to' && DIGITS.test(a.term) && DIGITS.test(c.term)) {
      one = years(a.term, c.term) ?? { term: `${a.term}-${c.term}`, parts: [a.term, c.term] }
    } else if (c && a.term === 'key' && /^stages?$/.test(b.term) && /^\d$/.test(c.term)) {
      one = { term: `ks${c.term}`, parts: [a.term, b.term, c.term] }
    } else if (b && a.term === 'ks' && /^\d$/.test(b.term)) {
      one = { term: `ks${b.term}`, parts: [a.term, b.term] }
      count = 2
    }
    if (one) {
      i += count - 1
      joined.push({ ...one, at: a.at, end: found[i].end })
    } else joined.push(a)
  }
  return joined
}

/** What the forms of an English word have in common. @param {string} term */
export const stem = (term) => {
  if (!/^[a-z]{4,}$/.test(term)) return term
  let root = term
  if (/ies$/.test(root) && root.length > 4) root = `${root.slice(0, -3)}y`
  else if (/(ss|sh|ch|x|z)es$/.test(root)) root = root.slice(0, -2)
  else if (/[^sui]s$/.test(root)) root = root.slice(0, -1)
  const ending = /^(.*[aeiouy].*)(ing|ed)$/.exec(root)
  if (ending && ending[1].length > 2 && !/eed$/.test(root)) {
    root = ending[1]
    if (/([bdfgmnprt])\1$/.test(root)) root = root.slice(0, -1)
    if (/[^aeiou]i$/.test(root)) root = `${root.slice(0, -1)}y`
  }
  return root.length > 3 ? root.replace(/e$/, '') : root
}

/** FNV-1a over the bytes of ASCII, over the code units of the rest. @param {string} text */
export const hash = (text) => {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193) >>> 0
  return sum
}
