import type { ChipAction } from '../../contract/chip'
import { hex } from '../../engine/bytes/hex'
import { prepareForPersonalization } from '../../engine/globalplatform/install-application'
import { isFailed } from '../../engine/globalplatform/perform-management'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import { storeItems } from '../../engine/globalplatform/store-data'
import { noWayBack, type Workflow } from '../../engine/workflow/workflow'
import { type ChipEnd, plainEnd } from './chip-outcome'
import { checkedContent, storeItemsOf } from './store-content'

type StoreAction = Extract<ChipAction, { kind: 'store-data' }>

/** STORE DATA to the domain, or to one of its applications. Throws `AppFailure` where the data are not in their form. */
export function planStoring(action: StoreAction): (channel: SecureChannel) => Workflow<ChipEnd> {
  const { application, form } = action
  const content = checkedContent(action)
  return function* (channel) {
    if (application !== undefined) {
      const prepared = yield* prepareForPersonalization(channel, hex(application))
      if (isFailed(prepared)) return plainEnd('store-data', prepared)
    }
    // What was stored stays: stopped between two commands, the data would be there by half.
    yield* noWayBack()
    const options = { structure: form === 'plain' ? 'none' : form, together: false } as const
    const items = storeItemsOf(content, blockLength(channel))
    return plainEnd('store-data', yield* storeItems(channel, items, options))
  }
}

/** Bytes of a block of the channel's cipher. */
function blockLength({ session }: SecureChannel): number {
  return session?.keys.dek.algorithm === 'aes' ? 16 : 8
}
