// The word that was meant by one that nothing meets.

/** How many letters are wrong, left out, too many or have changed places; `most + 1` where it is more.
 * `begins` counts up to where the second word is most alike. @param {string} a @param {string} b @param {number} most @param {boolean} begins */
export const distance = (a, b, most, begins = false) => {
  let before = /** @type {number[]} */ ([])
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return Math.min(begins ? Math.min(...last) : last[b.length], most + 1)
}

/** What a word may have meant: one term, or two that it is made of. One edit from four letters and two from eight; of one
 * edit at most, either the first or the last half is right, and of two we ask that for three letters.
 * @param {import('./shelf.js').Shelf} shelf @param {string} word @param {boolean} begins whether somebody is still typing it
 * @returns {Promise<string[]>} */
export const meant = async (shelf, word, begins) => {
  const most = word.length < 8 ? 1 : 2
  const half = Math.min(3, (word.length - 1) >> 1)
  if (!/^\p{Alphabetic}{4,40}$/u.test(word)) return []
  const backwards = [...word].reverse().join('')
  const [front, back] = await Promise.all([
    shelf.near('front', word.slice(0, half)),
    shelf.near('back', backwards.slice(0, half)),
  ])
  const ending = back.map(([term, count]) => /** @type {[string, number]} */ ([[...term].reverse().join(''), count]))
  // A word that synonyms alone know, or that stands with others only.
  if (front.some(([term]) => term === word)) return []
  /** @type {[cost: number, term: string][]} */
  const found = []
  for (const [term, count] of [...front, ...ending]) {
    const edits = Math.abs(term.length - word.length) > most ? 9 : distance(word, term, most)
    if (edits <= most) found.push([edits * 100 - count * 4 + (term[0] === word[0] ? 0 : 25), term])
    else if (begins && word.length > 4 && term.length > word.length && distance(word, term, 1, true) < 2) found.push([150 - count, term])
  }
  found.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
  const parts = new Set(ending.map(([term]) => term))
  const first = front.map(([term]) => term).filter((term) => word.startsWith(term) && parts.has(word.slice(term.length)) && word.length - term.length > 2 && term.length > 2)
  // Two whole words explain all letters.
  if (first.length) return [first[first.length - 1], word.slice(first[first.length - 1].length)]
  return found.length ? [found[0][1]] : []
}
