import { startsWith } from '../bytes/bytes'
import { hex } from '../bytes/hex'
import type { Scp, ScpName } from '../secure-channel/session'
import { decodeTlv, findTag, walkTlv } from '../tlv/tlv'
import { oidText } from '../trace/explain/values/platform'

/** {globalPlatform 4}: the protocol and its options follow (GlobalPlatform Card 2.3.1, H.2). */
const SCP_OID = hex('2A864886FC6B04')
const VERSION_OID_ARC = '1.2.840.114283.2.'
const NAMES: Readonly<Record<number, ScpName>> = { 1: 'SCP01', 2: 'SCP02', 3: 'SCP03' }

/** What a card or security domain says of itself (GlobalPlatform Card 2.3.1, H.2 and H.3). */
export interface RecognitionData {
  /** Version of the GlobalPlatform specification, e.g. `2.3.1`. */
  readonly version?: string
  /** Secure channel protocols in the card's order; unknown ones are left out. */
  readonly protocols: readonly Scp[]
  /** Object identifiers of tags 63 and 65 to 68, dotted, by their tag. */
  readonly others: ReadonlyMap<number, string>
}

/**
 * Recognition data out of an FCI, GET DATA 66, or the bare template 73; undefined where there is no template 73. Never
 * throws.
 */
export function recognitionData(data: Uint8Array): RecognitionData | undefined {
  const template = findTag(decodeTlv(data).nodes, 0x73)
  if (template === undefined) return undefined
  const protocols: Scp[] = []
  const others = new Map<number, string>()
  let version: string | undefined
  for (const node of template.children ?? []) {
    const [oid] = [...walkTlv(node.children ?? [])].filter(({ tag }) => tag === 0x06)
    if (oid === undefined) continue
    const text = oidText(oid.value)
    if (node.tag === 0x60 && text?.startsWith(VERSION_OID_ARC) === true) {
      version = text.slice(VERSION_OID_ARC.length)
    } else if (node.tag === 0x64) protocols.push(...protocolIn(oid.value))
    else if (text !== undefined) others.set(node.tag, text)
  }
  return { ...(version !== undefined && { version }), protocols, others }
}

function protocolIn(oid: Uint8Array): Scp[] {
  const [number = 0, i] = oid.subarray(SCP_OID.length)
  const name = NAMES[number]
  return startsWith(oid, SCP_OID) && name !== undefined && i !== undefined ? [{ name, i }] : []
}
