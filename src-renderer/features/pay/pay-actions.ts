import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'
import type { Desk } from './desk.svelte'
import type { Pos } from './pos.svelte'

/** What the command palette can do as a terminal. */
export function payActions({ language, navigation }: Workspace, pos: Pos, desk: Desk): readonly Action[] {
  const { t } = language
  const modes = [
    { mode: 'flash', text: 'pay.flash', keywords: 'pay contactless qPBOC 闪付 支付 收款' },
    { mode: 'contact', text: 'pay.contact', keywords: 'pay chip insert 接触 支付 收款' }
  ] as const
  return [
    ...modes.map(({ mode, text, keywords }): Action => ({
      id: `pay.${mode}`,
      group: 'actions',
      title: `${t('pay.actionPay')}: ${t(text)}`,
      keywords,
      run: () => {
        navigation.go('pay')
        pos.wanted = mode
      }
    })),
    {
      id: 'pay.upload',
      group: 'actions',
      title: t('pay.actionUpload'),
      keywords: 'upload settlement 上送 清算',
      run: () => {
        navigation.go('pay')
        return desk.upload()
      }
    }
  ]
}
