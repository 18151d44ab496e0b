// All results of a query, on the page that lists everything: what they are narrowed by stands in the address, so that the way
// back, a link that is sent, and a reload show the same.

import { address, element, engine, marks, results, state } from './ask.js'
import { excerpt } from './excerpt.js'
import { numbers } from './shelf.js'

/** How many results are shown at first, and how many more each time. */
const STEP = 20

/**
 * @typedef {{key: string, title: string, values: {key: string, title: string, has: {has: (number: number) => boolean}}[]}} Facet
 * @typedef {Map<number, [path: string, title: string][]>} Checks where the questions of a record begin
 * @typedef {Awaited<ReturnType<typeof engine>>} Engine
 */

/** @param {HTMLElement} place what results are shown in @param {HTMLElement} whole what stands there without a query */
export const show = async (place, whole) => {
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector('form.search input[name=q]'))
  const title = document.title
  const heading = /** @type {HTMLElement} */ (document.querySelector('h1'))
  const lead = /** @type {HTMLElement} */ (document.querySelector('main > header > .lead'))
  const name = heading.textContent
  const said = element('p', { role: 'status', class: 'shown' })
  const body = element('div', { class: 'narrowed' })
  place.append(said, body)

  let turn = 0
  const now = async () => {
    const url = new URL(location.href)
    const query = (url.searchParams.get('q') ?? '').trim()
    const mine = ++turn
    place.hidden = !query
    whole.hidden = Boolean(query)
    lead.hidden = Boolean(query)
    heading.textContent = query ? 'Search results' : name
    document.title = query ? `${query} – ${title}` : title
    if (box && document.activeElement !== box) box.value = query
    if (!query) return
    try {
      const opened = await engine()
      const shown = Number(url.searchParams.get('shown')) || STEP
      const content = await answer(opened, query, url, shown)
      if (mine !== turn) return
      const held = document.activeElement
      const value = held instanceof HTMLInputElement && body.contains(held) ? held.value : undefined
      said.replaceChildren(...content.said)
      body.replaceChildren(...content.body)
      // The box that was ticked is there again, and the keyboard stays on it.
      if (value) [...body.querySelectorAll('input')].find((input) => input.value === value)?.focus()
    } catch {
      if (mine !== turn) return
      said.textContent = 'The search cannot be reached now. Here is the list of everything.'
      body.replaceChildren()
      whole.hidden = false
    }
  }
  /** @param {string} href */
  const go = (href) => {
    history.pushState(null, '', href)
    now()
  }
  place.addEventListener('change', ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target)
    const url = new URL(location.href)
    const chosen = new Set(chosenIn(url))
    if (input.checked) chosen.add(input.value)
    else chosen.delete(input.value)
    url.searchParams.delete('only')
    url.searchParams.delete('shown')
    for (const one of chosen) url.searchParams.append('only', one)
    go(url.href)
  })
  addEventListener('popstate', now)
  await now()
}

/** @param {URL} url */
const chosenIn = (url) => url.searchParams.getAll('only')

/** @param {Engine} opened @param {string} query @param {URL} url @param {number} shown */
const answer = async (opened, query, url, shown) => {
  const exact = url.searchParams.has('exact')
  const { facets, checks } = await facetsOf(opened)
  const chosen = chosenIn(url)
  const whole = await opened.search(query, { limit: 1, exact, all: true })
  const fits = fitting(facets, chosen)
  const found = await opened.search(query, { limit: shown, exact, excerpt, only: fits() })
  const said = summary(found, query, exact)
  const isWhole = (/** @type {import('./engine.js').Result} */ { missing }) => !missing.length
  const items = found.results.flatMap((result, at) => {
    const head = element('h2', {}, element('a', { href: address(result.url) }, ...marks(result.marked)), ...state(result))
    const kind = titleOf(opened, result.kind)
    const where = [kind, result.of, result.section].filter(Boolean).join(' · ')
    const missing = result.missing.length ? [element('p', { class: 'note' }, `Without: ${result.missing.join(', ')}`)] : []
    const asked = (checks.get(result.number) ?? []).map(([path, title]) =>
      element('p', {}, element('a', { href: address(path) }, `Answer questions: ${title}`)))
    const rest = at && !isWhole(result) && isWhole(found.results[at - 1]) ? [element('li', {}, 'These have some of the words:')] : []
    return [...rest, element('li', {}, head, element('p', { class: 'note' }, where), element('p', {}, ...marks(result.excerpt)), ...missing, ...asked)]
  })
  const lists = found.lists.map(({ title, url }) =>
    element('li', {}, element('h2', {}, element('a', { href: address(url) }, title)), element('p', { class: 'note' }, 'The whole list')))
  const more = []
  if (found.total > found.results.length) {
    const next = new URL(url.href)
    next.searchParams.set('shown', String(shown + STEP))
    more.push(element('p', {}, element('a', { href: next.href }, 'More results')))
  }
  const narrowed = narrowing(facets, chosen, whole.found, fits)
  const nothing = items.length + lists.length ? [] : [help()]
  return { said, body: [...narrowed, element('ol', { class: 'results' }, ...lists, ...items), ...nothing, ...more] }
}

/** @param {import('./engine.js').Answer} found @param {string} query @param {boolean} exact */
const summary = (found, query, exact) => {
  if (!found.results.length && !found.lists.length) return [`Nothing found for “${query}”.`]
  const instead = found.corrected.length && !exact
    ? [' Showing results for ', element('strong', {}, found.mended), '. ', element('a', { href: results(query, { exact: '1' }) }, `Search instead for “${query}”`), '.']
    : []
  const count = `${found.total} ${found.total === 1 ? 'result' : 'results'} for “${query}”.`
  return [found.partial ? `Nothing has all of these words. These have some: ${count}` : count, ...instead]
}

/** What helps where nothing is found: the page has it ready. */
const help = () => {
  const ready = /** @type {HTMLTemplateElement | null} */ (document.querySelector('#nothing_'))
  return ready ? ready.content.cloneNode(true) : ''
}

/** @param {Engine} opened @param {string} kind */
const titleOf = ({ manifest }, kind) => manifest.kinds.find((/** @type {string[]} */ [name]) => name === kind)?.[2] ?? kind

/** What results can be narrowed by, the kinds first, and which of them ask questions. @param {Engine} opened @returns {Promise<{facets: Facet[], checks: Checks}>} */
const facetsOf = async (opened) => {
  const { facets, kinds, checks: asking } = await opened.facets()
  /** @param {string} list */
  const all = (list) => {
    let sum = 0
    return new Set(numbers(list).map((step) => (sum += step)))
  }
  const { manifest } = opened
  const ofKinds = {
    key: 'kind',
    title: 'What it is',
    values: kinds.map((/** @type {[number, string]} */ [kind, list]) => ({ key: `kind/${manifest.kinds[kind][0]}`, title: manifest.kinds[kind][3], has: all(list) })),
  }
  const others = facets.flatMap((/** @type {any} */ [kind, ofKind]) =>
    ofKind.map((/** @type {any} */ [slug, title, values]) => ({
      key: `${manifest.kinds[kind][0]}.${slug}`,
      title: `${manifest.kinds[kind][3]}: ${title}`,
      values: values.map((/** @type {any} */ [value, label, list]) => ({ key: `${manifest.kinds[kind][0]}.${slug}/${value}`, title: label, has: all(list) })),
    })))
  /** @type {Checks} */
  const checks = new Map(asking)
  const asks = {
    key: 'asks',
    title: 'Whether it is for you',
    values: [
      { key: 'asks/yes', title: 'Answer questions to find out', has: checks },
      { key: 'asks/no', title: 'No questions to answer', has: { has: (/** @type {number} */ number) => !checks.has(number) } },
    ],
  }
  return { facets: [ofKinds, asks, ...others], checks }
}

/** Whether a document has, in every facet of which something is chosen, one of the chosen values; `but` leaves a facet out.
 * @param {Facet[]} facets @param {string[]} chosen */
const fitting = (facets, chosen) => (/** @type {string} */ but = '') => {
  const sets = facets.filter(({ key }) => key !== but)
    .map(({ values }) => values.filter(({ key }) => chosen.includes(key)).map(({ has }) => has))
    .filter((values) => values.length)
  return (/** @type {number} */ number) => sets.every((values) => values.some((has) => has.has(number)))
}

/** The facets in which there is something to choose, with counts that follow what is chosen in the others.
 * @param {Facet[]} facets @param {string[]} chosen @param {Set<number>} found @param {(but?: string) => (number: number) => boolean} fits */
const narrowing = (facets, chosen, found, fits) => {
  const groups = facets.flatMap(({ key, title, values }) => {
    const others = [...found].filter(fits(key))
    const counted = values.map((value) => ({ ...value, count: others.filter((number) => number % 2 === 0 && value.has.has(number)).length }))
    const worth = counted.filter(({ count, key }) => count || chosen.includes(key))
    if (worth.length < 2 && !worth.some(({ key }) => chosen.includes(key))) return []
    const boxes = worth.map(({ key, title, count }) => {
      const box = element('input', { type: 'checkbox', value: key, ...(chosen.includes(key) ? { checked: '' } : {}) })
      return element('li', {}, element('label', {}, box, ` ${title} `, element('span', { class: 'note' }, String(count))))
    })
    const isOpen = worth.some(({ key }) => chosen.includes(key))
    return [element('details', isOpen ? { open: '' } : {}, element('summary', {}, title), element('ul', {}, ...boxes))]
  })
  return groups.length ? [element('nav', { class: 'facets', 'aria-label': 'Narrow the results' }, element('p', { 'aria-hidden': 'true' }, 'Narrow the results'), ...groups)] : []
}
