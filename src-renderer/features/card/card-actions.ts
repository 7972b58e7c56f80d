import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'

/** What the command palette can do with the card on the chosen reader, and with the reports that are kept. */
export function cardActions({ language, readers, inspection, navigation }: Workspace): readonly Action[] {
  const { t, pick, moment } = language
  const reader = readers.chosen
  const actions: Action[] = []
  if (reader?.presence === 'present') {
    actions.push({
      id: 'card.read',
      group: 'actions',
      title: t('card.read'),
      detail: reader.name,
      keywords: 'inspect read 读取 读卡',
      keys: 'R',
      run: () => {
        navigation.go('card')
        return inspection.start(reader)
      }
    })
  }
  actions.push({
    id: 'card.open-file',
    group: 'actions',
    title: t('card.openFile'),
    keywords: 'report json open 打开 报告',
    run: () => {
      navigation.go('card')
      return inspection.openFile()
    }
  })
  const recent = inspection.recent.map((card): Action => ({
    id: `card.recent.${card.id}`,
    group: 'recent',
    title: [card.label ?? pick(card.family), card.pan].filter(Boolean).join(' '),
    detail: `${moment(card.at)}, ${card.reader}`,
    run: () => {
      navigation.go('card')
      return inspection.open(card.id)
    }
  }))
  return [...actions, ...recent]
}
