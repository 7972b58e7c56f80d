import { concat } from '../../bytes/bytes'
import { staticDataToAuthenticate, type ReadRecord } from '../../offline-auth/static-data'
import { decodeTlv, findTag } from '../../tlv/tlv'

/** Identifiers of the DGIs that hold the records which the AFL marks for data authentication, in its order. */
export function signedRecordIds(afl: Uint8Array): number[] {
  const ids: number[] = []
  for (let offset = 0; offset + 4 <= afl.length; offset += 4) {
    const [place = 0, first = 0, , signed = 0] = afl.subarray(offset, offset + 4)
    for (let index = 0; index < signed; index += 1) ids.push((place >> 3) * 256 + first + index)
  }
  return ids
}

/** Static data to be authenticated out of those records: the AIP is added where 9F4A asks for it. A fault on no records. */
export function staticDataOf(
  records: readonly { readonly id: number; readonly data: Uint8Array }[],
  aip: Uint8Array
): Uint8Array {
  const read: ReadRecord[] = records.map(({ id, data }) => ({ sfi: id >> 8, record: id & 0xff, data }))
  const flagged = staticDataToAuthenticate(read)
  if (flagged.kind !== 'ok')
    throw new Error(`staticDataOf: record ${flagged.record} of ${flagged.sfi} is no template 70`)
  const asksForAip = records.some(({ data }) => findTag(decodeTlv(data).nodes, 0x9f4a) !== undefined)
  return asksForAip ? concat(flagged.bytes, aip) : flagged.bytes
}
