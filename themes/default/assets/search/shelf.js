// The files of the index, each read once. Their format stands in `src/search/README.md`.

import { stem } from './words.js'

/**
 * @typedef {(name: string) => Promise<any>} Load gives a file of the index, read as JSON
 * @typedef {[number: number, kind: number, slug: string, title: string, state: number, prior: number, of?: string]} Card
 * @typedef {[key: string, value: string | [first: string, header: number, rest: string, records: number]]} Entry
 * @typedef {[weight: number, ...terms: string[]][]} Ways what words also mean
 * @typedef {[anchor: string, title: string, text: string]} Section
 * @typedef {[summary: string, sections: Section[]]} Text
 * @typedef {Awaited<ReturnType<typeof open>>} Shelf
 */

/** The format of the index that is read here. */
const VERSION = 3

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** @type {number[]} */
const VALUES = []
for (let i = 0; i < 64; i++) VALUES[DIGITS.charCodeAt(i)] = i

/** Numbers in letters: five bits each and one that says that more follow. @param {string} text */
export const numbers = (text) => {
  const found = []
  for (let i = 0, value = 0, shift = 0; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)]
    value |= (digit & 31) << shift
    shift += 5
    if (digit < 32) {
      found.push(value)
      value = shift = 0
    }
  }
  return found
}

/** Calls back for each document of a list: `header` is twice how much the term counts, and one where it stands in a name.
 * @param {string} list @param {(number: number, header: number) => void} each */
export const postings = (list, each) => {
  const all = numbers(list)
  for (let i = 0; i < all.length;) {
    const header = all[i++]
    let number = 0
    for (let left = all[i++]; left > 0; left--) each((number += all[i++]), header)
  }
}

/** @param {Load} load */
export const open = async (load) => {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map()
  /** @param {string} name @returns {Promise<any>} */
  const file = (name) => {
    let found = files.get(name)
    if (!found) {
      found = load(`${name}.json`)
      // What did not come may come the next time.
      found.catch(() => files.delete(name))
      files.set(name, found)
    }
    return found
  }
  const manifest = await file('index')
  // A page that somebody kept may bring a script of before.
  if (manifest.version !== VERSION) throw new Error(`the index has version ${manifest.version}, and not ${VERSION}`)
  /** The lists of the files that hold what lies between two keys. @param {string[]} shards @param {string} from @param {string} to */
  const between = (shards, from, to) => {
    const names = []
    for (let i = 0; i < shards.length; i += 2) {
      if (shards[i] < to && (i + 2 >= shards.length || shards[i + 2] > from)) names.push(shards[i + 1])
    }
    return Promise.all(names.map(file))
  }
  /** @param {string} from @param {string} to @returns {Promise<Entry[]>} */
  const range = async (from, to) => {
    const found = []
    for (const { terms } of await between(manifest.terms, from, to)) {
      let low = 0
      for (let high = terms.length / 2; low < high;) {
        const middle = (low + high) >> 1
        if (terms[middle * 2] < from) low = middle + 1
        else high = middle
      }
      for (low *= 2; low < terms.length && terms[low] < to; low += 2) found.push([terms[low], terms[low + 1]])
    }
    return /** @type {Entry[]} */ (found)
  }
  /** @param {string} key @returns {Promise<Entry | undefined>} */
  const entry = async (key) => (await range(key, `${key}!`))[0]
  const { stop } = manifest
  /** What words also mean together. Their entry stands beside that of the first which says something. @param {string[]} words @returns {Promise<Ways>} */
  const alike = async (words) => {
    const key = `${stem(words.find((word) => !stop.includes(word)) ?? words[0])}<${words.map(stem).join(' ')}`
    const found = /** @type {[string, any] | undefined} */ (await entry(key))
    return found?.[0] === key ? found[1] : []
  }
  /** Words that begin, or end, like one, each with how common it is. @param {'front' | 'back'} side @param {string} letters @returns {Promise<[string, number][]>} */
  const near = async (side, letters) => {
    const found = []
    for (const file of await between(manifest.near[side], letters, `${letters}\uffff`)) {
      const list = file[side]
      for (let i = 0; i < list.length; i += 2) if (list[i].startsWith(letters)) found.push([list[i], list[i + 1]])
    }
    return /** @type {[string, number][]} */ (found)
  }
  /** The page of a document. @param {{first: number[], names: string[]}} pages @param {number} number @returns {Promise<any>} */
  const page = ({ first, names }, number) => {
    let at = first.length - 1
    while (at > 0 && first[at] > number) at--
    return file(names[at])
  }
  /** @param {{first: string, names: string[]}} pages */
  const counted = ({ first, names }) => {
    let sum = 0
    return { first: numbers(first).map((step) => (sum += step)), names }
  }
  const cards = counted(manifest.cards)
  return {
    manifest, file, range, entry, alike, near,
    /** @param {number} number @returns {Promise<Card>} */
    card: async (number) => (await page(cards, number)).cards.find((/** @type {Card} */ card) => card[0] === number),
    /** @param {number} number @returns {Promise<Text>} */
    text: async (number) => (await page(counted((await page(cards, number)).texts), number)).texts[number] ?? ['', []],
  }
}
