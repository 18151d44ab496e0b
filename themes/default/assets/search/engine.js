// A query → records, best first. Nothing but integers and the order of code units decides, so that every engine agrees.

import { hash, stem, words } from './words.js'
import { open as shelve, postings } from './shelf.js'
import { meant } from './spell.js'
import { marked } from './mark.js'

/**
 * @typedef {import('./shelf.js').Shelf} Shelf
 * @typedef {Map<number, number>} Found what a document gets: twice its points, and one where all stands in its names
 * @typedef {{terms: Leaf[], weight: number}} Way one way to meet a word: all these terms
 * @typedef {{term: string, begins?: boolean}} Leaf a term; whether more letters may follow
 * @typedef {{word: string, ways: Way[], seen: Set<string>, found: Found, more: number, corrected?: string}} Slot what has to be met
 * @typedef {[text: string, isMatch: boolean][]} Marked
 * @typedef {object} Result
 * @property {string} id @property {string} title @property {string} of the record, where it is a part of one
 * @property {string} url with the path of the site @property {string} kind @property {{name: string, words: string} | null} state
 * @property {string} tier @property {number} score @property {string[]} missing words that it does not have
 * @property {Marked} marked its title @property {Marked} excerpt @property {string} section the heading that it leads to
 * @property {{word: string, points: number, inName: boolean}[]} hits @property {number} number
 * @typedef {object} Answer
 * @property {Result[]} results @property {number} total how many records meet all words; where none does, some
 * @property {{from: string, to: string}[]} corrected @property {string} mended the query with what was corrected @property {{title: string, url: string}[]} lists those that are called like the query
 * @property {string[]} unmet words that nothing meets
 * @property {boolean} partial whether no record has all words @property {Set<number>} found the documents; all of them where that was asked for
 * @typedef {{limit?: number, prefix?: boolean, typed?: boolean, stays?: string, exact?: boolean, excerpt?: typeof import('./excerpt.js').excerpt, all?: boolean, only?: (number: number) => boolean}} Options `typed`: somebody is typing still; `stays`: the id of what stood first a letter ago; `excerpt`: what looks for the place in a text, where that is shown
 */

export const TIERS = ['exact', 'names', 'all', 'corrected', 'some']

/** How much a word counts of what the very form does, of 16: another form, letters that go on, its parts, a correction. */
const FORM = 13
const BEGINS = 9
const PARTS = 10
/** A name that counts more than this is what was asked for, and not only what a synonym means. */
const CALLED = 13
/** How many documents are looked at more closely. */
const WINDOW = 12
/** What two words side by side in a title add, of 100. */
const BESIDE = 8

/** Opens an index. @param {import('./shelf.js').Load} load */
export const open = async (load) => {
  const shelf = await shelve(load)
  return {
    manifest: shelf.manifest,
    /** @param {string} query @param {Options} options @returns {Promise<Answer>} */
    search: (query, options = {}) => search(shelf, String(query).slice(0, 200), options),
    /** Asks for somebody who types: what stood first stays there while letters are added. */
    typing: () => {
      let before = ''
      /** @type {string | undefined} */
      let stays
      let asked = 0
      return async (/** @type {string} */ query, /** @type {Options} */ options = {}) => {
        const turn = ++asked
        if (!query.toLowerCase().startsWith(before.toLowerCase())) stays = undefined
        const answer = await search(shelf, query.slice(0, 200), { ...options, typed: true, stays })
        // What came too late stood nowhere.
        if (turn === asked) [before, stays] = [query, answer.results[0]?.id ?? stays]
        return answer
      }
    },
    /** The facets, for lists that narrow results. */
    facets: () => shelf.file(shelf.manifest.facets),
  }
}

/** @param {Shelf} shelf @param {string} query @param {Options} options @returns {Promise<Answer>} */
const search = async (shelf, query, { limit = 10, prefix = true, typed = false, stays, exact = false, excerpt, only, all = false } = {}) => {
  const begins = prefix && /[\p{Alphabetic}\p{N}]$/u.test(query)
  const said = words(query).slice(0, 16)
  const { slots, asked } = await slotted(shelf, said, begins, typed)
  await Promise.all(slots.map((slot, i) => fill(shelf, slot, slots.length === 1 && !only && !all, begins && i === slots.length - 1, { mends: !exact, typed })))
  const corrected = slots.flatMap((slot) => (slot.corrected ? [{ from: slot.word, to: slot.corrected }] : []))
  const named = await names(shelf, asked, slots)
  // Two letters say too little of the word that is being typed, unless something is called so: the first answer should stay.
  const isShort = typed && said.length === 1 && said[0].term.length < 3
  const ranked = rank(slots, named, corrected.length > 0, only).filter(({ tier }) => !isShort || tier === 0)
  const results = steady(await closer(shelf, slots, ranked, limit), slots, stays)
  if (excerpt) await Promise.all(results.map((result) => excerpt(shelf, slots, result)))
  const whole = ranked.filter((one) => one.tier < 4)
  const mended = said.reduceRight((text, { term, at, end }) => {
    const to = corrected.find(({ from }) => from === term)?.to
    return to ? text.slice(0, at) + to + text.slice(end) : text
  }, query)
  const stems = (/** @type {import('./words.js').Word[]} */ of) => of.map(({ term }) => stem(term)).join(' ')
  const called = stems(said)
  return {
    results, corrected, mended,
    lists: shelf.manifest.kinds.flatMap((/** @type {string[]} */ [, path, ...titles]) =>
      /[^/]\/#?{/.test(path) && titles.some((title) => stems(words(title)) === called) ? [{ title: titles[1], url: path.replace(/#?{.*/, '') }] : []),
    total: slots.reduce((sum, slot) => sum + slot.more, (whole.length ? whole : ranked).filter((one) => one.number % 2 === 0).length),
    unmet: slots.filter((slot) => !slot.found.size).map((slot) => slot.word),
    partial: !whole.length && ranked.length > 0,
    found: new Set((whole.length ? whole : ranked).map((one) => one.number)),
  }
}

/** What has to be met: words that say something, and words that mean something together. @param {Shelf} shelf @param {import('./words.js').Word[]} all @param {boolean} begins @param {boolean} typed */
const slotted = async ({ manifest: { stop, weak }, entry, alike }, all, begins, typed) => {
  const { length } = all
  const terms = all.map(({ term }) => term)
  const isStopped = (/** @type {string} */ term) => stop.includes(term)
  // Of words that say nothing no file is read, unless there are no others.
  const skips = (/** @type {string[]} */ some) => some.every(isStopped) && !terms.every(isStopped)
  // At once, and not one after another below.
  await Promise.all(terms.map((term) => skips([term]) || alike([term])))
  /** @type {{own: import('./words.js').Word[], same: import('./shelf.js').Ways}[]} */
  let groups = []
  for (let i = 0; i < length;) {
    let count = Math.min(6, length - i)
    /** @type {import('./shelf.js').Ways} */
    let same = []
    for (; count > 0 && !same.length; count--) {
      const some = terms.slice(i, i + count)
      if (!skips(some)) same = await alike(some)
    }
    count++
    groups.push({ own: all.slice(i, i + count), same })
    i += count
  }
  // Of a question, not the words that make it one.
  for (const dropped of [stop, weak]) {
    const said = groups.filter(({ own, same }) => own.length > 1 || same.length || !dropped.includes(own[0].term))
    if (said.length && (dropped === stop || groups.length < length)) groups = said
    else if (dropped === stop && !said.length) break
  }
  // One letter says nothing of the word that is being typed, and what was right should stay.
  const newest = groups[groups.length - 1]
  if (typed && begins && groups.length > 1 && !newest.same.length && newest.own[0] === all[length - 1] && /^[a-z]$/.test(newest.own[0].term)) groups.pop()
  groups = groups.slice(0, 12)
  /** @type {Slot[]} */
  const slots = []
  for (let i = 0; i < groups.length; i++) {
    const { same } = groups[i]
    let { own } = groups[i]
    const isLast = (/** @type {number} */ at) => begins && at === groups.length - 1 && own[own.length - 1] === all[length - 1]
    const ways = [{ terms: own.filter(({ term }) => own.length === 1 || !stop.includes(term)).map((/** @type {import('./words.js').Word} */ { term }) => ({ term, begins: false })), weight: 16 }]
    if (own.length === 1 && own[0].parts.length) ways.push({ terms: own[0].parts.map((term, at, { length }) => ({ term, begins: isLast(i) && at === length - 1 })), weight: PARTS })
    for (const [weight, ...terms] of same) ways.push({ terms: terms.map((term) => ({ term, begins: false })), weight })
    const next = groups[i + 1]
    // Two words for one: where both are words here, the index says so, and no other file is read.
    if (own.length === 1 && !same.length && next?.own.length === 1 && !next.same.length && !((await entry(own[0].term)) && (await entry(next.own[0].term)))) {
      const term = own[0].term + next.own[0].term
      if (term.length > 3 && (await entry(term))) {
        own = [own[0], next.own[0]]
        ways[0].terms.push({ term: own[1].term, begins: false })
        ways.push({ terms: [{ term, begins: false }], weight: 16 })
        i++
      }
    }
    const last = ways[0].terms[ways[0].terms.length - 1]
    if (last) last.begins = isLast(i)
    slots.push({ word: own.map(({ term }) => term).join(' '), ways: ways.filter(({ terms }) => terms.length), seen: new Set(), found: new Map(), more: 0 })
  }
  return { slots, asked: groups.flatMap(({ own }) => own.filter(({ term }) => own.length === 1 || !stop.includes(term))) }
}

/** The documents of a slot. @param {Shelf} shelf @param {Slot} slot @param {boolean} isAlone @param {boolean} begins @param {{mends: boolean, typed: boolean}} how */
const fill = async (shelf, slot, isAlone, begins, { mends, typed }) => {
  const met = async () => {
    const ways = await Promise.all(slot.ways.map(async ({ terms, weight }) => {
      const leaves = await Promise.all(terms.map((leaf) => documents(shelf, leaf, slot, isAlone && slot.ways.length === 1 && terms.length === 1)))
      return { leaves, weight }
    }))
    for (const { leaves: [first, ...others], weight } of ways) {
      for (const [number, found] of first) {
        let points = found >> 1
        let inName = found & 1
        const is = others.every((other) => {
          const more = other.get(number)
          points += (more ?? 0) >> 1
          inName &= more ?? 0
          return more !== undefined
        })
        const all = (Math.floor((points * weight) / 16) << 1) | inName
        if (is && all > (slot.found.get(number) ?? -1)) slot.found.set(number, all)
      }
    }
  }
  await met()
  const term = slot.word
  if (slot.found.size || !mends || slot.ways[0]?.terms[0].term !== term) return
  const terms = await meant(shelf, term, begins && typed)
  if (!terms.length) return
  slot.corrected = terms.join(' ')
  /** @type {import('./shelf.js').Ways} */
  const ways = [[16, ...terms], ...await shelf.alike(terms)]
  slot.ways = ways.map(([weight, ...terms]) => ({ terms: terms.map((term) => ({ term })), weight }))
  await met()
}

/** The documents of a term in all its forms. @param {Shelf} shelf @param {Leaf} leaf @param {Slot} slot @param {boolean} isAlone @returns {Promise<Found>} */
const documents = async (shelf, { term, begins }, slot, isAlone) => {
  const { seen } = slot
  const root = stem(term)
  const start = root === term && !/^[a-z]{4,}$/.test(term) ? term : root.replace(/[ey]$/, '')
  /** @type {[import('./shelf.js').Entry[1], number][]} */
  const lists = []
  const forms = start === term && root.length < 4 ? [await shelf.entry(term)] : await shelf.range(start, `${start}\uffff`)
  for (const entry of forms) {
    if (!entry || (entry[0] !== term && (stem(entry[0]) !== root || /[=*<]/.test(entry[0])))) continue
    lists.push([entry[1], entry[0] === term ? 16 : FORM])
    seen.add(entry[0])
  }
  if (begins) {
    // More digits make another number; of a year three are enough.
    const isNumber = /\d{3}$/.test(term) && !/^20\d$/.test(term)
    const many = isNumber ? undefined : await shelf.entry(`${term}*`)
    const longer = many ? [many] : await shelf.range(term, `${term}\uffff`)
    for (const [key, list] of longer) {
      if (key === term || /[=<]/.test(key) || (isNumber && /\d/.test(key[term.length])) || (seen.has(key) && key !== term)) continue
      lists.push([list, BEGINS])
      seen.add(key)
    }
  }
  /** @type {Found} */
  const found = new Map()
  for (const [list, weight] of lists) {
    const add = (/** @type {number} */ number, /** @type {number} */ header) => {
      const points = ((header >> 1) * weight << 1) | (header & 1)
      if (points > (found.get(number) ?? -1)) found.set(number, points)
    }
    if (typeof list === 'string') postings(list, add)
    else {
      let better = 0
      postings(list[0], (number, header) => {
        add(number, header)
        if ((header & 1) > (list[1] & 1) || ((header & 1) === (list[1] & 1) && header > list[1])) better++
      })
      // The rest of a long list cannot change what is shown where this much stands above all of it.
      if (!isAlone || lists.length > 1 || better < WINDOW * 2) postings((await shelf.file(list[2])).rest, add)
      else slot.more = list[3]
    }
  }
  return found
}

/** The documents that are called like the query, or like what it means. @param {Shelf} shelf @param {import('./words.js').Word[]} asked @param {Slot[]} slots */
const names = async (shelf, asked, slots) => {
  /** @type {Map<number, number>} */
  const named = new Map()
  const ways = [asked.map(({ term }) => term)]
  if (slots.length === 1) for (const way of slots[0].ways) ways.push(way.terms.map(({ term }) => term))
  else if (slots.some((slot) => slot.corrected)) ways.push(slots.flatMap((slot) => slot.ways[0].terms.map(({ term }) => term)))
  await Promise.all(ways.map(async (terms, i) => {
    if (!terms.length) return
    const entry = await shelf.entry(`${terms[0]}=${hash(terms.join(' ')).toString(36)}`)
    const weight = i === 0 || slots.length > 1 ? 16 : slots[0].ways[i - 1].weight
    if (entry) postings(/** @type {string} */ (entry[1]), (number) => named.set(number, Math.max(weight, named.get(number) ?? 0)))
  }))
  // A part is called so by chance where a record is.
  const isRecord = (/** @type {number} */ number) => number % 2 === 0
  const isCalled = [...named].some(([number, weight]) => isRecord(number) && weight > CALLED)
  return isCalled ? new Map([...named].filter(([number]) => isRecord(number))) : named
}

/** @typedef {{number: number, tier: number, score: number, met: number}} Ranked */

/** @param {Slot[]} slots @param {Map<number, number>} named @param {boolean} isCorrected @param {((number: number) => boolean) | undefined} only */
const rank = (slots, named, isCorrected, only) => {
  /** @type {Map<number, Ranked & {inName: number}>} */
  const all = new Map()
  slots.forEach((slot, i) => {
    for (const [number, found] of slot.found) {
      if (only && !only(number)) continue
      let one = all.get(number)
      if (!one) all.set(number, (one = { number, tier: 4, score: 0, met: 0, inName: 0 }))
      one.score += found >> 1
      one.met |= 1 << i
      one.inName |= (found & 1) << i
    }
  })
  const whole = (1 << slots.length) - 1
  const ranked = [...all.values()]
  for (const one of ranked) {
    const name = named.get(one.number) ?? 0
    const isAll = one.met === whole
    if (isAll) one.tier = isCorrected ? 3 : name > CALLED ? 0 : one.inName === whole ? 1 : 2
    // What is left of a tier is told by points: a name that is the query counts double, one that has all its words half more.
    one.score = Math.floor((one.score * (isAll && name ? 32 : one.inName === whole && one.tier > 1 ? 24 : 16)) / 16)
  }
  return ranked.sort(before)
}

/** @param {Ranked} a @param {Ranked} b */
const before = (a, b) => a.tier - b.tier || b.score - a.score || a.number - b.number

/** The first of what was ranked, after a closer look. @param {Shelf} shelf @param {Slot[]} slots @param {Ranked[]} ranked @param {number} limit */
const closer = async (shelf, slots, ranked, limit) => {
  const { kinds, states } = shelf.manifest
  /** @type {Map<string, Result & Ranked>} */
  const records = new Map()
  for (let at = 0; at < ranked.length && records.size < limit; at += WINDOW) {
    const window = ranked.slice(at, at + WINDOW)
    const cards = await Promise.all(window.map(({ number }) => shelf.card(number)))
    const looked = window.map((one, i) => {
      const [, kind, slug, title, state, prior, of = ''] = cards[i]
      return { ...one, kind, slug, title, state, of, score: Math.floor((one.score * (100 + prior + BESIDE * beside(slots, title))) / 100) }
    }).sort(before)
    for (const { number, tier, score, met, kind, slug, title, state, of } of looked) {
      const record = `${kind}:${slug.split('/')[0]}`
      if (records.has(record)) continue
      if (records.size === limit) break
      const [name, path] = kinds[kind]
      const [own, ...part] = slug.split('/')
      const anchor = part.length ? `${path.includes('#') ? '_' : '#'}${part.join('-')}` : ''
      records.set(record, /** @type {any} */ ({
        id: `${name}:${slug}`, title, of, url: path.replace('{slug}', own) + anchor, kind: name,
        state: state < 0 ? null : { name: states[state][0], words: states[state][1] },
        tier: TIERS[tier], score, met, number,
        missing: slots.filter((_, i) => !(met >> i & 1)).map((slot) => slot.word),
        marked: marked(slots, title), excerpt: [], section: '',
        hits: slots.flatMap(({ word, found }) => {
          const hit = found.get(number)
          return hit === undefined ? [] : [{ word, points: hit >> 1, inName: (hit & 1) === 1 }]
        }),
      }))
    }
  }
  return [...records.values()]
}

/** What stood first a letter ago stays there, unless another is called like the query or has a fifth more points: a word that is half
 * typed says little, and what was right should not be shuffled. Of the words before that one it may lack none that another has.
 * @param {(Result & Ranked)[]} results @param {Slot[]} slots @param {string | undefined} stays */
const steady = (results, slots, stays) => {
  const [first] = results
  const record = (/** @type {string | undefined} */ id) => id?.split('/')[0]
  const before = results.find(({ id }) => record(id) === record(stays))
  if (!before || first.tier === TIERS[0] || first.score * 5 > before.score * 6) return results
  const lacks = before.missing.some((word) => word !== slots[slots.length - 1].word)
  if (lacks && first.tier !== TIERS[4]) return results
  return [before, ...results.filter((result) => result !== before)]
}

/** How many pairs of words of the query stand side by side. @param {Slot[]} slots @param {string} text */
const beside = (slots, text) => {
  if (slots.length < 2) return 0
  const terms = words(text).map(({ term }) => term)
  let pairs = 0
  for (let i = 1; i < slots.length; i++) {
    if (terms.some((term, at) => slots[i].seen.has(term) && (slots[i - 1].seen.has(terms[at - 1]) || slots[i - 1].seen.has(terms[at - 2])))) pairs++
  }
  return pairs
}
