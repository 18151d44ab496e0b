// The box in the head of every page: a combobox (WAI-ARIA Authoring Practices, list with manual selection) whose options are links.

import { address, element, engine, marks, results, state } from './ask.js'

/** How many records are suggested. */
const MOST = 6

/** @param {HTMLInputElement} input */
export const attach = (input) => {
  const form = /** @type {HTMLFormElement} */ (input.form)
  const list = element('div', { id: 'suggestions_', role: 'listbox', 'aria-label': 'Suggestions', hidden: '' })
  const said = element('p', { class: 'unseen', role: 'status' })
  form.append(list, said)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
    ['aria-autocomplete', 'list'],
    ['autocomplete', 'off'],
  ]) input.setAttribute(name, value)

  /** @type {HTMLAnchorElement[]} */
  let options = []
  let active = -1
  let asked = 0
  /** @type {ReturnType<Awaited<ReturnType<typeof engine>>['typing']> | undefined} */
  let ask

  const close = () => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    choose(-1)
  }
  /** @param {number} at */
  const choose = (at) => {
    options[active]?.setAttribute('aria-selected', 'false')
    active = at
    const option = options[at]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  /** @param {import('./engine.js').Answer} answer @param {string} query @param {(kind: string) => string} titleOf */
  const show = (answer, query, titleOf) => {
    options = []
    active = -1
    input.removeAttribute('aria-activedescendant')
    /** @param {string} href @param {...(Node | string)} inner */
    const option = (href, ...inner) => {
      const made = element('a', { role: 'option', 'aria-selected': 'false', id: `option_${options.length}`, href, tabindex: '-1' }, ...inner)
      options.push(made)
      return made
    }
    const lists = answer.lists.map(({ title, url }) => option(address(url), element('span', {}, title), element('small', {}, 'The whole list')))
    const kinds = [...new Set(answer.results.map(({ kind }) => kind))]
    const groups = kinds.map((kind, at) => {
      const title = element('p', { id: `group_${at}`, role: 'presentation' }, titleOf(kind))
      const found = answer.results.filter((result) => result.kind === kind)
      const links = found.map((result) => {
        const beside = result.section || result.of
        return option(address(result.url), element('span', {}, ...marks(result.marked), ...state(result)), ...(beside ? [element('small', {}, beside)] : []))
      })
      return element('div', { role: 'group', 'aria-labelledby': title.id }, title, ...links)
    })
    const mended = answer.corrected.length && answer.mended
    const notes = mended && options.length ? [element('p', { class: 'note', role: 'presentation' }, `Showing results for ${mended}`)] : []
    const all = options.length ? `All ${answer.total} for “${query}”` : `Nothing found for “${query}”: look through all lists`
    list.replaceChildren(...notes, ...lists, ...groups, option(results(query), all))
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    const count = options.length - 1
    said.textContent = count ? `${mended ? `Showing results for ${mended}. ` : ''}${count} ${count === 1 ? 'suggestion' : 'suggestions'}` : 'Nothing found'
  }
  const suggest = async () => {
    const query = input.value.trim()
    const turn = ++asked
    if (!query) {
      ask = undefined
      return close()
    }
    try {
      const { typing, manifest } = await engine()
      const answer = await (ask ??= typing())(query, { limit: MOST })
      // Somebody who types faster than answers come sees the last alone.
      const titleOf = (/** @type {string} */ kind) => manifest.kinds.find((/** @type {string[]} */ [name]) => name === kind)?.[3] ?? kind
      if (turn !== asked) return
      if (query.length < 3 && !answer.results.length) close()
      else show(answer, query, titleOf)
    } catch {
      if (turn !== asked) return
      options = []
      list.replaceChildren(element('p', { class: 'note' }, 'The search cannot be reached now. Press Enter for the list of everything.'))
      list.hidden = false
      said.textContent = 'The search cannot be reached now.'
    }
  }

  input.addEventListener('input', suggest)
  input.addEventListener('keydown', (event) => {
    const { key } = event
    if (key === 'Escape' && !list.hidden) {
      close()
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && list.hidden) {
      suggest()
    } else if (key === 'ArrowDown') {
      choose(active + 1 < options.length ? active + 1 : -1)
    } else if (key === 'ArrowUp') {
      choose(active === -1 ? options.length - 1 : active - 1)
    } else if (key === 'Enter' && options[active]) {
      options[active].click()
    } else {
      return
    }
    event.preventDefault()
  })
  // A click on an option takes the focus away first: only what lies outside closes the list.
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== input && !list.contains(/** @type {Node | null} */ (relatedTarget))) close()
  })
  // What every query needs is on its way before there is one.
  engine().catch(() => {})
  if (input.value.trim() && document.activeElement === input) suggest()
}
