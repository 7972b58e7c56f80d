import type { SecurityDomainView } from '../../contract/report'
import { viewPhrases } from '../../texts/phrases/inspection-views'
import { startsWith, uint } from '../bytes/bytes'
import { hex, toHex } from '../bytes/hex'
import { decodeTlv, walkTlv } from '../tlv/tlv'
import type { FoundSecurityDomain } from './found'
import { partView } from './part-view'

/** {globalPlatform 4}: the secure channel protocol and its options follow (GlobalPlatform Card 2.3.1, H.2). */
const SCP_OID = hex('2A864886FC6B04')

/** GlobalPlatform Card 2.3.1, table 11-16: key types met on cards. */
const keyTypes: Readonly<Record<number, string>> = {
  0x80: 'DES',
  0x81: 'TDES-CBC',
  0x82: 'DES-ECB',
  0x83: 'DES-CBC',
  0x85: 'TLS-PSK',
  0x88: 'AES',
  0x90: 'HMAC-SHA1',
  0xa0: 'RSA public e',
  0xa1: 'RSA public N',
  0xa2: 'RSA private N',
  0xa3: 'RSA private d',
  0xa4: 'RSA private p',
  0xb0: 'ECC public',
  0xb1: 'ECC private'
}

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

/** Key information E0: templates C0 of key identifier, version, then type and length of each component. */
function keysOf({ parts }: FoundSecurityDomain): SecurityDomainView['keys'] {
  const part = parts.find(({ data }) => data[0] === 0xe0)
  if (part === undefined) return []
  return [...walkTlv(decodeTlv(part.data).nodes)].flatMap(({ tag, value }) => {
    const [id, version, type, length] = value
    if (tag !== 0xc0 || id === undefined || version === undefined || type === undefined) return []
    // FF announces the extended format: two bytes of type, two of length.
    const extended = type === 0xff
    const ownType = extended ? (value[3] ?? 0) : type
    const ownLength = extended ? uint(value.subarray(4, 6)) : (length ?? 0)
    return [{ id, version, type: keyTypes[ownType] ?? toHex(Uint8Array.of(ownType)), length: ownLength }]
  })
}
