import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { concat, equalBytes, startsWith } from '../../../engine/bytes/bytes'
import { decodeTlv, findTag, tlv } from '../../../engine/tlv/tlv'
import type { Registry, RegistryEntry } from '../../os/registry'
import { answer, status, SW } from '../../os/status-words'

/** P1: what of the registry is asked for (GlobalPlatform Card 2.3.1, 11.4.2.1). */
const PART = { issuerDomain: 0x80, applications: 0x40 } as const
const FIRST = 0x00
const TLV_FORMAT = 0x02

/** GET STATUS (GlobalPlatform Card 2.3.1, 11.4) in the TLV and in the old format; all fits into one answer. */
export function getStatus(registry: Registry, own: Uint8Array, { p1, p2, data }: CommandApdu): ResponseApdu {
  if (p2 !== FIRST && p2 !== TLV_FORMAT) return status(SW.wrongParameters)
  const decoded = decodeTlv(data)
  const wanted = findTag(decoded.nodes, 0x4f)?.value
  if (wanted === undefined || decoded.problems.length > 0) return status(SW.wrongData)
  const entries = registry
    .entries()
    .filter(({ aid }) => isIn(p1, equalBytes(aid, own)) && startsWith(aid, wanted))
  if (entries.length === 0) return status(SW.referencedDataNotFound)
  const write = p2 === TLV_FORMAT ? tlvEntry : oldEntry
  const lifeCycleOf = (entry: RegistryEntry): number =>
    equalBytes(entry.aid, own) ? registry.cardState : entry.lifeCycle
  return answer(concat(...entries.map((entry) => write(entry, lifeCycleOf(entry)))))
}

/** The virtual card has no load files yet: its modules are part of the chip. */
function isIn(part: number, isIssuerDomain: boolean): boolean {
  if (part === PART.issuerDomain) return isIssuerDomain
  return part === PART.applications && !isIssuerDomain
}

function tlvEntry({ aid, privileges }: RegistryEntry, lifeCycle: number): Uint8Array {
  return tlv(
    0xe3,
    tlv(0x4f, aid),
    tlv(0x9f70, Uint8Array.of(lifeCycle)),
    tlv(0xc5, privileges.length === 3 ? privileges : concat(privileges, new Uint8Array(2)))
  )
}

function oldEntry({ aid, privileges }: RegistryEntry, lifeCycle: number): Uint8Array {
  return concat(Uint8Array.of(aid.length), aid, Uint8Array.of(lifeCycle, privileges[0] ?? 0))
}
