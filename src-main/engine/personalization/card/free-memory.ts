import { uint } from '../../bytes/bytes'
import { getDataObject } from '../../commands/iso7816/get-data'
import { transmitSecured, type SecureChannel } from '../../globalplatform/secure-channel'
import { decodeTlv } from '../../tlv/tlv'
import type { Workflow } from '../../workflow/workflow'

const CARD_RESOURCES = 0xff21
/** Two bytes of tag, one of length; the tag begins with FF, which between data objects would be filler. */
const HEAD = 3
const FREE_NON_VOLATILE = 0x82

/** Free non-volatile memory in bytes (ETSI TS 102 226, 8.2.1.7.2); undefined where the card does not tell. */
export function* freeMemory(channel: SecureChannel): Workflow<number | undefined> {
  const answer = yield* transmitSecured(channel, getDataObject(CARD_RESOURCES))
  if (answer.kind !== 'answered' || answer.value.kind !== 'data') return undefined
  const { data } = answer.value
  const inner = uint(data.subarray(0, 2)) === CARD_RESOURCES ? data.subarray(HEAD) : data
  const value = decodeTlv(inner).nodes.find(({ tag }) => tag === FREE_NON_VOLATILE)?.value
  return value === undefined || value.length > 6 ? undefined : uint(value)
}
