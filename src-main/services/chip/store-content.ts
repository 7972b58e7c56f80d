import type { StoreContent, StorePreview } from '../../contract/chip'
import { hex } from '../../engine/bytes/hex'
import { Secret } from '../../engine/crypto/secret'
import type { StoreDataItem } from '../../engine/globalplatform/store-data'
import { decodeDgis, encodeDgi, type Dgi } from '../../engine/personalization/dgi'
import { maskedContent } from '../../engine/personalization/preview'
import { decodeTlv } from '../../engine/tlv/tlv'
import { explainLoose } from '../../engine/trace/explain/explain-data'
import { chipTexts as say } from '../../texts/phrases/chip'
import { groupingName } from '../../texts/phrases/personalization'
import { AppFailure } from '../app-failure'

/** Data for a domain or an application, whose form is known to be good. */
interface CheckedContent {
  readonly bytes: Uint8Array
  /** Form `dgi`: one by one, each with whether its value goes enciphered. */
  readonly groupings: readonly (Dgi & { readonly name: string; readonly enciphered: boolean })[]
}

/** Throws `AppFailure` where the data are not in the form that they are said to be in. */
export function checkedContent({ form, data, encipher = [] }: StoreContent): CheckedContent {
  const bytes = hex(data)
  if (bytes.length === 0) throw bad(say.noData)
  if (form !== 'dgi') {
    if (encipher.length > 0) throw bad(say.encipherNeedsDgi)
    if (form === 'ber-tlv') checkObjects(bytes)
    return { bytes, groupings: [] }
  }
  const { groupings, brokenAt } = decodeDgis(bytes)
  if (brokenAt !== undefined) throw bad(say.groupingBroken(brokenAt))
  const named = groupings.map((grouping) => {
    const name = grouping.id.toString(16).toUpperCase().padStart(4, '0')
    return { ...grouping, name, enciphered: encipher.includes(name) }
  })
  const missing = encipher.find((wanted) => !named.some(({ name }) => name === wanted))
  if (missing !== undefined) throw bad(say.noGrouping(missing))
  return { bytes, groupings: named }
}

/** Everything as one item, or each data grouping as one of its own. `block`: bytes of a block of the channel's cipher. */
export function storeItemsOf({ bytes, groupings }: CheckedContent, block: number): StoreDataItem[] {
  if (groupings.length === 0) return [{ kind: 'plain', bytes }]
  return groupings.map((grouping) =>
    grouping.enciphered
      ? enciphered(grouping, block)
      : { kind: 'plain', bytes: encodeDgi({ id: grouping.id, data: grouping.data }) }
  )
}

/** What would be sent, in words; what goes enciphered stays secret here, too. Throws `AppFailure`. */
export function storePreviewOf(content: StoreContent): StorePreview {
  const { bytes, groupings } = checkedContent(content)
  const { length } = bytes
  if (groupings.length === 0) {
    const name = content.form === 'plain' ? say.plainData : say.dataObjects
    return { parts: [{ name, ...shown(bytes, false) }], length }
  }
  return {
    parts: groupings.map(({ name: dgi, data, enciphered: isEnciphered }) => ({
      ...{ dgi, name: groupingName(dgi) },
      ...shown(data, isEnciphered)
    })),
    length
  }
}

function shown(
  bytes: Uint8Array,
  isEnciphered: boolean
): Omit<StorePreview['parts'][number], 'dgi' | 'name'> {
  const about = { length: bytes.length, enciphered: isEnciphered }
  if (isEnciphered) return { ...about, hex: '**'.repeat(bytes.length), fields: [] }
  return { ...about, hex: maskedContent(bytes, false), fields: explainLoose(bytes, { reveal: false }) }
}

function checkObjects(bytes: Uint8Array): void {
  const [problem] = decodeTlv(bytes).problems
  if (problem !== undefined) throw bad(say.objectsBroken(problem.at))
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

function bad(detail: (typeof say)['noData']): AppFailure {
  return new AppFailure('bad-request', { detail })
}
