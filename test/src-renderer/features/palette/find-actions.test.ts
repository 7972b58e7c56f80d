import { expect, it } from 'vitest'
import { findActions } from '../../../../src-renderer/features/palette/find-actions'
import type { Action, ActionGroup } from '../../../../src-renderer/state/actions.svelte'

function action(group: ActionGroup, title: string, keywords = ''): Action {
  return { id: title, group, title, keywords, run: () => undefined }
}

const all = [
  action('pages', 'Readers', '读卡器'),
  action('actions', 'Read this card'),
  action('cards', 'New virtual card: Blank card'),
  action('recent', 'PBOC DEBIT', '621091******4821')
]

function titles(text: string): string[] {
  return findActions(all, text).flatMap(({ actions }) => actions.map(({ title }) => title))
}

it.each([
  ['', ['Read this card', 'Readers', 'New virtual card: Blank card', 'PBOC DEBIT']],
  ['read', ['Read this card', 'Readers']],
  ['READ card', ['Read this card']],
  ['card', ['Read this card', 'New virtual card: Blank card']],
  ['读卡器', ['Readers']],
  ['4821', ['PBOC DEBIT']],
  ['nothing like it', []]
])('finds for "%s"', (text, expected) => {
  expect(titles(text)).toEqual(expected)
})
