import { keyUsages } from '../../contract/vault'
import type { PurposeView, VaultStatusView } from '../../contract/vault-calls'
import { algorithmsOf, blockUsage } from './key-usage'
import { lengthsOf } from './new-key'
import type { VaultService } from './vault-service'

/** How things stand with vault and token. */
export function vaultStatusOf(vault: VaultService): VaultStatusView {
  const { token, ...status } = vault.status()
  const { info, pins } = vault.tokenState()
  return {
    ...status,
    realKeys: vault.mayHoldRealKeys(),
    ...(token && { token }),
    ...(info && { tokenInfo: info }),
    pins
  }
}

/** What keys there are for each purpose. */
export function purposeViews(): PurposeView[] {
  return keyUsages.map((usage) => ({
    usage,
    algorithms: algorithmsOf(usage).map((algorithm) => ({ algorithm, bits: [...lengthsOf(algorithm)] })),
    blocks: blockUsage(usage) !== undefined
  }))
}
