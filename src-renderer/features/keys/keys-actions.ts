import KeyRound from '@lucide/svelte/icons/key-round'
import Lock from '@lucide/svelte/icons/lock'
import type { Action } from '../../state/actions.svelte'
import type { Workspace } from '../../state/workspace'

/** What the page offers to the palette while the vault is unlocked. */
export function keysActions(
  { app, client, keys, language, navigation }: Workspace,
  begin: () => void
): readonly Action[] {
  if (!keys.isOpen) return []
  const { t, both } = language
  const words = (text: { readonly en: string; readonly zh: string }): string => `${text.en} ${text.zh}`
  return [
    {
      id: 'keys:bring-in',
      group: 'actions',
      title: t('keys.bringIn'),
      keywords: words(both('keys.bringIn')),
      icon: KeyRound,
      run: () => {
        navigation.go('keys')
        begin()
      }
    },
    {
      id: 'keys:lock',
      group: 'actions',
      title: t('keys.lockVault'),
      keywords: words(both('keys.lockVault')),
      icon: Lock,
      run: async () => {
        await app.attempt('keys.lockFailed', () => client.call('vault.lock'))
        await keys.refresh()
      }
    }
  ]
}
