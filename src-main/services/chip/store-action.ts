import type { ChipAction } from '../../contract/chip'
import { hex } from '../../engine/bytes/hex'
import { Secret } from '../../engine/crypto/secret'
import { prepareForPersonalization } from '../../engine/globalplatform/install-application'
import { isFailed } from '../../engine/globalplatform/perform-management'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import { storeItems, type StoreDataItem } from '../../engine/globalplatform/store-data'
import { decodeDgis, encodeDgi, type Dgi } from '../../engine/personalization/dgi'
import type { Workflow } from '../../engine/workflow/workflow'
import { chipTexts as say } from '../../texts/phrases/chip'
import { AppFailure } from '../app-failure'
import { type ChipEnd, plainEnd } from './chip-outcome'

type StoreAction = Extract<ChipAction, { kind: 'store-data' }>

/** STORE DATA to the domain, or to one of its applications. Throws `AppFailure` where the data are not in their form. */
export function planStoring(action: StoreAction): (channel: SecureChannel) => Workflow<ChipEnd> {
  const { application, form } = action
  const itemsFor = items(action)
  return function* (channel) {
    if (application !== undefined) {
      const prepared = yield* prepareForPersonalization(channel, hex(application))
      if (isFailed(prepared)) return plainEnd('store-data', prepared)
    }
    const options = { structure: form === 'plain' ? 'none' : form, together: false } as const
    return plainEnd('store-data', yield* storeItems(channel, itemsFor(blockLength(channel)), options))
  }
}

/** Everything as one item, or each data grouping as one of its own. The length of a cipher block is the channel's to say. */
function items({ form, data, encipher = [] }: StoreAction): (block: number) => StoreDataItem[] {
  const bytes = hex(data)
  if (bytes.length === 0) throw bad(say.noData)
  if (form !== 'dgi') {
    if (encipher.length > 0) throw bad(say.encipherNeedsDgi)
    return () => [{ kind: 'plain', bytes }]
  }
  const { groupings, brokenAt } = decodeDgis(bytes)
  if (brokenAt !== undefined) throw bad(say.groupingBroken(brokenAt))
  const missing = encipher.find((name) => !groupings.some((grouping) => nameOf(grouping) === name))
  if (missing !== undefined) throw bad(say.noGrouping(missing))
  return (block) =>
    groupings.map((grouping) =>
      encipher.includes(nameOf(grouping))
        ? enciphered(grouping, block)
        : { kind: 'plain', bytes: encodeDgi(grouping) }
    )
}

/** Padded only where the value is not whole blocks (EMV CPS 1.1, 2.2): keys and PIN blocks go as they are. */
function enciphered({ id, data }: Dgi, block: number): StoreDataItem {
  return {
    kind: 'enciphered',
    value: new Secret(data),
    pad: data.length % block !== 0,
    head: (length) => encodeDgi({ id, data: new Uint8Array(length) }).slice(0, -length)
  }
}

function nameOf({ id }: Dgi): string {
  return id.toString(16).toUpperCase().padStart(4, '0')
}

function blockLength({ session }: SecureChannel): number {
  return session?.keys.dek.algorithm === 'aes' ? 16 : 8
}

function bad(detail: (typeof say)['noData']): AppFailure {
  return new AppFailure('bad-request', { detail })
}
