// The index of this site, opened once a page when somebody is about to search.

import { open } from './engine.js'

const { home, everything } = /** @type {{home: string, everything: string}} */ (/** @type {unknown} */ (document.documentElement.dataset))
const root = new URL('.', new URL(home, location.href))

/** @param {string} name */
const load = async (name) => {
  const url = new URL(`search/${name}`, root)
  // Without a network the browser may have it still.
  const answer = await fetch(url).catch(() => fetch(url, { cache: 'only-if-cached', mode: 'same-origin' }))
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer.json()
}

/** @type {ReturnType<typeof open> | undefined} */
let opened

/** The engine. What failed to load is asked for again the next time. */
export const engine = () => {
  if (!opened) {
    opened = open(load)
    opened.catch(() => (opened = undefined))
  }
  return opened
}

/** Where a result leads, wherever this copy of the site lies. @param {string} url below the root of the site */
export const address = (url) => new URL(url.replace(/^\//, ''), root).href

/** Where all results of a query stand. @param {string} query @param {Record<string, string>} [more] */
export const results = (query, more = {}) => {
  const url = new URL(everything, location.href)
  for (const [name, value] of Object.entries({ q: query, ...more })) url.searchParams.set(name, value)
  return url.href
}

/**
 * An element. What it holds is put in as text, so that nothing of a query or of the index is ever read as markup.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name @param {Record<string, string>} attributes @param {...(Node | string)} inner
 * @returns {HTMLElementTagNameMap[N]}
 */
export const element = (name, attributes = {}, ...inner) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...inner)
  return made
}

/** A text whose asked-for words stand out. @param {import('./engine.js').Marked} pieces */
export const marks = (pieces) => pieces.map(([text, isMatch]) => (isMatch ? element('mark', {}, text) : text))

/** The state of a result, as pages show it. @param {import('./engine.js').Result} result */
export const state = ({ state }) => (state ? [' ', element('span', { class: `state ${state.name}` }, state.words)] : [])
