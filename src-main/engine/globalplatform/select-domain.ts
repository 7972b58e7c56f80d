import { uint } from '../bytes/bytes'
import { getDataObject } from '../commands/iso7816/get-data'
import { select } from '../commands/iso7816/select'
import type { Scp } from '../secure-channel/session'
import { decodeTlv, findTag } from '../tlv/tlv'
import { transmit, type Workflow } from '../workflow/workflow'
import type { ChannelRequest } from './open-outcome'
import { recognitionData } from './recognition-data'

export interface SelectedDomain {
  readonly kind: 'selected'
  /** As the domain named itself in its FCI, else as it was asked for. */
  readonly aid: Uint8Array
  /** Bytes, at most 255: what a command data field may hold. */
  readonly mostData: number
  /** Empty where they were not needed. */
  readonly protocols: readonly Scp[]
}

export type SelectDomainOutcome =
  SelectedDomain | { readonly kind: 'not-selected'; readonly reason: string; readonly sw: number }

const SHORT = 255

/** SELECT of a security domain, and its protocols where nothing else can say the options of the one in use. */
export function* selectDomain({
  aid = new Uint8Array(),
  keys,
  protocol
}: Pick<ChannelRequest, 'aid' | 'keys' | 'protocol'>): Workflow<SelectDomainOutcome> {
  const outcome = yield* transmit(select({ aid }))
  if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') {
    return { kind: 'not-selected', reason: outcome.kind, sw: outcome.sw }
  }
  const { nodes } = decodeTlv(outcome.fci)
  const named = findTag(nodes, 0x84)?.value
  // With AES keys it is SCP03, whose options come with the card's challenge.
  const known = keys.enc.algorithm === 'aes' || protocol?.i !== undefined
  const said = known ? undefined : (recognitionData(outcome.fci) ?? (yield* recognitionByGetData()))
  return {
    kind: 'selected',
    aid: named === undefined || named.length === 0 ? aid : named,
    mostData: mostData(findTag(nodes, 0x9f65)?.value),
    protocols: said?.protocols ?? []
  }
}

function* recognitionByGetData(): Workflow<ReturnType<typeof recognitionData>> {
  const outcome = yield* transmit(getDataObject(0x66))
  return outcome.kind === 'data' ? recognitionData(outcome.data) : undefined
}

/** 9F65 has one or two bytes; nonsense counts as nothing said. */
function mostData(value: Uint8Array | undefined): number {
  if (value === undefined || value.length === 0 || value.length > 2) return SHORT
  const said = uint(value)
  return said < 64 ? SHORT : Math.min(SHORT, said)
}
