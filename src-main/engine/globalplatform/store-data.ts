import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { concat } from '../bytes/bytes'
import { blockLength } from '../crypto/cipher'
import type { KeyRef } from '../crypto/key-ref'
import { padMethod2 } from '../crypto/padding'
import type { Secret } from '../crypto/secret'
import {
  storeData,
  type StoreDataBlock,
  type StoreDataStructure
} from '../commands/globalplatform/store-data'
import { type Composition, encipher } from '../key-operations/operation'
import { compute, progress, type Workflow } from '../workflow/workflow'
import { isFailed, manage, type Failed } from './perform-management'
import type { SecureChannel } from './secure-channel'
import { packStoreData, type StoreDataContent } from './store-data-blocks'

/** One thing to be stored. */
export type StoreDataItem =
  /** Sent as it is: a data grouping with its identifier and length, data objects, or anything. */
  | { readonly kind: 'plain'; readonly bytes: Uint8Array }
  /** A data grouping whose value goes enciphered; `head` (identifier and length) is made for the enciphered value. */
  | {
      readonly kind: 'enciphered'
      readonly value: Secret
      /** Whether the value is padded (80, zeros) even where it is whole blocks; unpadded, it has to be. */
      readonly pad: boolean
      readonly head: (length: number) => Uint8Array
    }

export interface StoreDataOptions {
  /** Bits of P1; `none` is also the form of cards made for EMV CPS 1.1. */
  readonly structure: StoreDataStructure
  /** Puts as many plain items into a command as fit; otherwise each has a command of its own. */
  readonly together: boolean
  /** Blocks that the card has taken before within the same personalization. */
  readonly from?: number
  /** More follows later: the last block does not say that it is the last. */
  readonly open?: boolean
}

export type StoreDataResult =
  | { readonly kind: 'stored'; readonly blocks: number }
  /** `blocks`: so many were taken before, of which the card keeps what it has stored. */
  | (Failed & { readonly blocks: number })

/**
 * STORE DATA of a sequence of items (GlobalPlatform Card 2.3.1, 11.11; EMV CPS 1.1, 3.2): enciphered values under the
 * channel's data encryption key, longer items over several commands. Each block is stored when it is answered:
 * interrupted, all before it are on the card, the one under way perhaps.
 */
export function* storeItems(
  channel: SecureChannel,
  items: readonly StoreDataItem[],
  options: StoreDataOptions
): Workflow<StoreDataResult> {
  const { from = 0 } = options
  const blocks = yield* storeDataBlocks(channel, items, options)
  for (const block of blocks.slice(from)) {
    const { number } = block
    yield* progress({
      step: 'store-data',
      text: say.storing(number + 1, blocks.length),
      fraction: number / blocks.length
    })
    const stored = yield* manage(channel, storeData(block), 'stored')
    if (isFailed(stored)) return { ...stored, blocks: number }
  }
  return { kind: 'stored', blocks: blocks.length }
}

/** The commands' contents, for whoever sends and journals them one by one. Empty where the channel is closed. */
export function* storeDataBlocks(
  channel: SecureChannel,
  items: readonly StoreDataItem[],
  { structure, together, open = false }: Omit<StoreDataOptions, 'from'>
): Workflow<StoreDataBlock[]> {
  const { session, room } = channel
  if (session === undefined) return []
  const contents: StoreDataContent[] = []
  for (const item of items) {
    contents.push(
      item.kind === 'enciphered'
        ? { encipherment: 'enciphered', bytes: yield* compute(encipheredItem(session.keys.dek, item)) }
        : { encipherment: 'none', bytes: item.bytes }
    )
  }
  return packStoreData(contents, { room, structure, together: together ? 'plain' : 'none', open })
}

function* encipheredItem(
  dek: KeyRef,
  { value, pad, head }: Extract<StoreDataItem, { kind: 'enciphered' }>
): Composition<Uint8Array> {
  const plain = value.use((bytes) => (pad ? padMethod2(bytes, blockLength(dek.algorithm)) : bytes.slice()))
  try {
    const enciphered = yield* encipher(dek, dek.algorithm === '3des' ? 'ecb' : 'cbc', plain)
    return concat(head(enciphered.length), enciphered)
  } finally {
    plain.fill(0)
  }
}
