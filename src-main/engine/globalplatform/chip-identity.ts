import { concat } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import { getDataObject } from '../commands/iso7816/get-data'
import { select } from '../commands/iso7816/select'
import { decodeTlv, findTag } from '../tlv/tlv'
import { transmit, type Workflow } from '../workflow/workflow'

const PRODUCTION_LIFE_CYCLE = 0x9f7f
const DIVERSIFICATION_DATA = 0xcf
const CPLC_LENGTH = 42

/**
 * The name by which a chip is known again, as upper-case hex: of its production life cycle data (CPLC) fabricator, type,
 * fabrication date, serial number and batch; of a chip without them its key diversification data; else nothing but its
 * ATR, which chips of a kind share, so that what is remembered of one counts for all of them. Selects the default
 * application; changes nothing.
 */
export function* identifyChip(atr: Uint8Array): Workflow<string> {
  yield* transmit(select({ aid: new Uint8Array() }))
  const cplc = yield* dataObject(PRODUCTION_LIFE_CYCLE)
  if (cplc?.length === CPLC_LENGTH) return toHex(concat(cplc.subarray(0, 4), cplc.subarray(10, 18)))
  const kdd = yield* dataObject(DIVERSIFICATION_DATA)
  return toHex(kdd ?? atr)
}

function* dataObject(tag: number): Workflow<Uint8Array | undefined> {
  const outcome = yield* transmit(getDataObject(tag))
  if (outcome.kind !== 'data') return undefined
  // Cards disagree about tag and length around the value.
  return findTag(decodeTlv(outcome.data).nodes, tag)?.value ?? outcome.data
}
