import { concat } from '../bytes/bytes'
import { decodeTlv } from '../tlv/tlv'

/** A record that the AFL lets take part in offline data authentication. */
export interface ReadRecord {
  /** Short file identifier, 1 to 30, and record number, 1 to 255. */
  readonly sfi: number
  readonly record: number
  /** The whole answer without status word: template 70 with tag and length. */
  readonly data: Uint8Array
}

/** The records' part of the static data to be authenticated, or the first record that cannot take part. */
export type StaticData =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array }
  | { readonly kind: 'bad'; readonly sfi: number; readonly record: number }

/** Files above this belong to the payment system or the issuer: their records take part with tag and length. */
const LAST_EMV_SFI = 10

/**
 * Joins the records that take part, in the order of the AFL (EMV Book 3, 10.3): of files 1 to 10 what is inside
 * template 70, of others the whole record. A record that is not one template 70 makes the data bad. The AIP, where
 * 9F4A asks for it, is added by the authentication itself.
 */
export function staticDataToAuthenticate(records: readonly ReadRecord[]): StaticData {
  const parts: Uint8Array[] = []
  for (const { sfi, record, data } of records) {
    const { nodes } = decodeTlv(data)
    const [template] = nodes
    if (
      template?.tag !== 0x70 ||
      template.offset !== 0 ||
      nodes.length !== 1 ||
      template.truncated === true
    ) {
      return { kind: 'bad', sfi, record }
    }
    // What is malformed inside is for whoever reads the record; here its bytes count as they are.
    const end = template.headerLength + template.value.length
    parts.push(sfi > LAST_EMV_SFI ? data.subarray(0, end) : template.value)
  }
  return { kind: 'ok', bytes: concat(...parts) }
}
