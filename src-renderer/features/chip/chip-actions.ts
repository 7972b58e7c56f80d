import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'
import type { ChipDesk } from './chip-desk.svelte'

/** What the command palette can do with the chip on the chosen reader. */
export function chipActions({ language, navigation }: Workspace, desk: ChipDesk): readonly Action[] {
  const { t } = language
  const { reader } = desk
  if (reader?.presence !== 'present') return []
  const opening: Action = {
    id: 'chip.open',
    group: 'actions',
    title: t('chip.actionOpen'),
    detail: reader.name,
    keywords: 'GlobalPlatform security domain 安全域',
    run: async () => {
      navigation.go('chip')
      // With failed attempts on record the page asks for a word first.
      if (desk.failedAttempts === 0) await desk.open()
    }
  }
  const [domain] = desk.tree.roots
  if (!desk.fresh || domain === undefined) return [opening]
  const tasks = [
    { verb: 'load', text: 'chip.actionLoad', keywords: 'CAP install 加载' },
    { verb: 'put-keys', text: 'chip.actionPutKeys', keywords: 'PUT KEY 密钥' }
  ] as const
  return [
    opening,
    ...tasks.map(({ verb, text, keywords }): Action => ({
      id: `chip.${verb}`,
      group: 'actions',
      title: t(text),
      detail: reader.name,
      keywords,
      run: () => {
        navigation.go('chip')
        desk.ask(verb, domain)
      }
    }))
  ]
}
