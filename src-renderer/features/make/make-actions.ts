import CreditCardPlus from '@lucide/svelte/icons/credit-card-plus'
import ListChecks from '@lucide/svelte/icons/list-checks'
import PackagePlus from '@lucide/svelte/icons/package-plus'
import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'

/** What the command palette can do on the Make page. */
export function makeActions(
  { language, navigation }: Pick<Workspace, 'language' | 'navigation'>,
  does: { readonly begin: () => void; readonly receive: () => void; readonly batch: () => void }
): readonly Action[] {
  const { t } = language
  return [
    {
      id: 'make.card',
      group: 'actions',
      title: t('make.actionMake'),
      keywords: 'personalize issue perso 制卡 个人化 发卡',
      icon: CreditCardPlus,
      run: () => {
        navigation.go('make')
        does.begin()
      }
    },
    {
      id: 'make.batch',
      group: 'actions',
      title: t('batch.action'),
      keywords: 'batch list csv 批量 清单',
      icon: ListChecks,
      run: () => {
        navigation.go('make')
        does.batch()
      }
    },
    {
      id: 'make.receive',
      group: 'actions',
      title: t('make.actionReceive'),
      keywords: 'stock delivery 库存 入库',
      icon: PackagePlus,
      run: () => {
        navigation.go('make')
        does.receive()
      }
    }
  ]
}
