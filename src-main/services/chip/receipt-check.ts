import type { ChipResult } from '../../contract/chip'
import { equalBytes } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import { readCardContent } from '../../engine/globalplatform/read-card-content'
import { isReceiptRight, parseConfirmation } from '../../engine/globalplatform/receipt'
import type { RegistryEntry } from '../../engine/globalplatform/registry-entry'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import { compute, type Workflow } from '../../engine/workflow/workflow'
import type { ContentKeys } from './content-keys'

/** What the card confirmed with, and whether that is right. */
type ReceiptFacts = Pick<ChipResult, 'receipt' | 'receiptCheck'>

/** Looks at what the card confirmed; `names` is what the command was about, in the order of `isReceiptRight`. */
export type ReceiptCheck = (
  result: { readonly kind: string; readonly confirmation?: Uint8Array },
  names: readonly Uint8Array[]
) => Workflow<ReceiptFacts>

/** The check of an action's receipt, with the key that it names or without one. Throws `AppFailure`: no such key. */
export function receiptCheck(
  { receiptKey }: { readonly receiptKey?: string | undefined },
  keys: ContentKeys
): ReceiptCheck {
  const key = receiptKey === undefined ? undefined : keys.receiptKey(receiptKey)
  return function* ({ kind, confirmation }, names) {
    const read = confirmation && parseConfirmation(confirmation)
    if (read === undefined || read.receipt.length === 0) {
      return key !== undefined && DONE.has(kind) ? { receiptCheck: 'absent' } : {}
    }
    const { receipt, counter, domainData } = read
    const told = { receipt: toHex(receipt), counter: toHex(counter), card: toHex(domainData) }
    if (key === undefined) return { receipt: told, receiptCheck: 'unchecked' }
    const isRight = yield* compute(isReceiptRight(key, read, names))
    return { receipt: told, receiptCheck: isRight ? 'right' : 'wrong' }
  }
}

const DONE: ReadonlySet<string> = new Set(['done', 'loaded', 'deleted'])

/**
 * What the card says of this AID before it is changed: receipts name more than the command does. Undefined where no receipt is to
 * be checked, or the card lists no such thing.
 */
export function* entryForReceipt(
  channel: SecureChannel,
  aid: Uint8Array,
  { receiptKey }: { readonly receiptKey?: string | undefined }
): Workflow<RegistryEntry | undefined> {
  if (receiptKey === undefined) return undefined
  const content = yield* readCardContent(channel)
  if (content.kind === 'channel-broken') return undefined
  return [...content.applications, ...content.loadFiles].find((entry) => equalBytes(entry.aid, aid))
}
