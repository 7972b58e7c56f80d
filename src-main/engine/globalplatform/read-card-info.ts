import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { getDataObject } from '../commands/iso7816/get-data'
import { select } from '../commands/iso7816/select'
import { progress, transmit, type Workflow } from '../workflow/workflow'
import { cardInfo, type CardInfo } from './card-info'
import { recognitionData } from './recognition-data'
import { transmitOver, type ChannelBroken, type SecureChannel } from './secure-channel'

/**
 * Capabilities, keys, production data, issuer and card number, counters of sessions and of receipts, diversification data,
 * free memory, applications. Recognition data (66) are asked for only where the FCI has none.
 */
const TAGS = [0x67, 0xe0, 0x9f7f, 0x42, 0x45, 0xc1, 0xc2, 0xcf, 0xff21, 0x2f00]
const RECOGNITION = 0x66
const FCI = 0x6f

export type CardInfoOutcome =
  | { readonly kind: 'info'; readonly info: CardInfo }
  | { readonly kind: 'not-selected'; readonly reason: string; readonly sw: number }

/**
 * What a security domain tells anyone (GlobalPlatform Card 2.3.1, 11.3): SELECT and one GET DATA for each object. Changes
 * nothing; interrupted, it is simply read again.
 */
export function* readOpenCardInfo(aid: Uint8Array = new Uint8Array()): Workflow<CardInfoOutcome> {
  yield* progress({ step: 'read-card-info', text: say.openData })
  const outcome = yield* transmit(select({ aid }))
  if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') {
    return { kind: 'not-selected', reason: outcome.kind, sw: outcome.sw }
  }
  const read = yield* readObjects(undefined, outcome.fci)
  if (read.kind === 'channel-broken') throw new Error('there is no channel')
  return read
}

/** The same through an open channel, of its domain. */
export function* readCardInfo(
  channel: SecureChannel
): Workflow<{ readonly kind: 'info'; readonly info: CardInfo } | ChannelBroken> {
  yield* progress({ step: 'read-card-info', text: say.openData })
  return yield* readObjects(channel, new Uint8Array())
}

function* readObjects(
  channel: SecureChannel | undefined,
  fci: Uint8Array
): Workflow<{ readonly kind: 'info'; readonly info: CardInfo } | ChannelBroken> {
  const raw = new Map<number, Uint8Array>()
  if (fci.length > 0) raw.set(FCI, fci)
  const tags = recognitionData(fci) === undefined ? [RECOGNITION, ...TAGS] : TAGS
  for (const tag of tags) {
    const answer = yield* transmitOver(channel, getDataObject(tag))
    if (answer.kind === 'channel-broken') return answer
    if (answer.value.kind === 'data' && answer.value.data.length > 0) raw.set(tag, answer.value.data)
  }
  return { kind: 'info', info: cardInfo(raw) }
}
