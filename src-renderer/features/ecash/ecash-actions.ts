import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'
import type { Task } from './form-rules'

/** What the command palette can do with the e-cash on the chosen reader's card. */
export function ecashActions(
  { language, readers, purse, navigation }: Workspace,
  begin: (task: Task) => void
): readonly Action[] {
  const { t } = language
  const reader = readers.chosen
  if (reader?.presence !== 'present') return []
  const tasks = [
    { task: 'load', text: 'ecash.actionLoad', keywords: 'load top up 圈存' },
    { task: 'unload', text: 'ecash.actionUnload', keywords: 'unload 圈提' }
  ] as const
  return [
    ...tasks.map(({ task, text, keywords }): Action => ({
      id: `ecash.${task}`,
      group: 'actions',
      title: t(text),
      detail: reader.name,
      keywords,
      run: () => {
        navigation.go('ecash')
        begin(task)
      }
    })),
    {
      id: 'ecash.read',
      group: 'actions',
      title: t('ecash.actionRead'),
      detail: reader.name,
      keywords: 'balance 余额',
      run: () => {
        navigation.go('ecash')
        return purse.read(reader)
      }
    }
  ]
}
