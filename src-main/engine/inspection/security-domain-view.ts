import type { SecurityDomainView } from '../../contract/report'
import { viewPhrases } from '../../texts/phrases/inspection-views'
import { startsWith } from '../bytes/bytes'
import { hex, toHex } from '../bytes/hex'
import { decodeTlv, walkTlv } from '../tlv/tlv'
import { keyInformation } from '../trace/explain/values/platform'
import type { FoundSecurityDomain } from './found'
import { partView } from './part-view'

/** {globalPlatform 4}: the secure channel protocol and its options follow (GlobalPlatform Card 2.3.1, H.2). */
const SCP_OID = hex('2A864886FC6B04')
const TAG_KEY_INFORMATION = 0xe0
const TAG_KEY = 0xc0

/** What an issuer security domain tells without a secure channel. */
export function securityDomainView(domain: FoundSecurityDomain, reveal: boolean): SecurityDomainView {
  const context = { rid: domain.aid, reveal }
  const parts = domain.parts.map((part) => partView(part, context))
  const cplc = parts.flatMap(({ fields }) => fields).find((field) => field.tag === '9F7F')
  const state = domain.data.get(0x9f70)?.[0]
  return {
    aid: domain.aid,
    ...(state !== undefined && { lifeCycle: viewPhrases.cardLifeCycle(state) }),
    protocols: protocolsOf(domain),
    keys: keysOf(domain),
    cplc: [...(cplc?.children ?? [])],
    parts
  }
}

function protocolsOf({ parts }: FoundSecurityDomain): string[] {
  const found = new Set<string>()
  for (const part of parts) {
    for (const { tag, value } of walkTlv(decodeTlv(part.data).nodes)) {
      const [protocol, options] = value.subarray(SCP_OID.length)
      if (tag !== 0x06 || !startsWith(value, SCP_OID) || protocol === undefined) continue
      const suffix = options === undefined ? '' : ` i=${toHex(Uint8Array.of(options))}`
      found.add(`SCP${toHex(Uint8Array.of(protocol))}${suffix}`)
    }
  }
  return [...found]
}

/** The components of every key that the key information (E0) names; a key of several is a row for each. */
function keysOf({ parts }: FoundSecurityDomain): SecurityDomainView['keys'] {
  const part = parts.find(({ data }) => data[0] === TAG_KEY_INFORMATION)
  if (part === undefined) return []
  return [...walkTlv(decodeTlv(part.data).nodes)].flatMap(({ tag, value }) => {
    const key = tag === TAG_KEY ? keyInformation(value) : undefined
    if (key === undefined) return []
    const { id, version } = key
    return key.components.map(({ typeName, length }) => ({ id, version, type: typeName, length }))
  })
}
