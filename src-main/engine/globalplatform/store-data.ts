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
  const parts: Part[] = []
  for (const item of items) {
    const enciphered = item.kind === 'enciphered'
    const bytes = enciphered ? yield* compute(encipheredItem(session.keys.dek, item)) : item.bytes
    const encipherment = enciphered ? 'enciphered' : 'none'
    const last = parts.at(-1)
    // Enciphered and plain data never share a command: P1 is about all of it.
    const joins = together && !enciphered && last?.open === true && last.data.length + bytes.length <= room
    if (joins) last.data = concat(last.data, bytes)
    else {
      const pieces = split(bytes, room)
      for (const data of pieces) parts.push({ data, encipherment, open: !enciphered && pieces.length === 1 })
    }
  }
  return parts.map(({ data, encipherment }, number) => ({
    ...{ data, encipherment, number, structure },
    last: !open && number === parts.length - 1
  }))
}

interface Part {
  data: Uint8Array
  readonly encipherment: 'none' | 'enciphered'
  /** Whole plain items only: others may join them. */
  readonly open: boolean
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

function split(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.max(1, Math.ceil(bytes.length / size)) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size)
  )
}
