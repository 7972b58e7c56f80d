import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { concat, equalBytes } from '../../../../engine/bytes/bytes'
import { sha1, sha256 } from '../../../../engine/crypto/hash'
import { decodeTlv, type TlvNode } from '../../../../engine/tlv/tlv'
import { isSecurityDomain } from '../../../os/registry'
import type { RegistryEntry } from '../../../os/registry-entries'
import { answer, status, SW } from '../../../os/status-words'
import { isIssuerDomain, type Domain, type Loading, type ManagementCommand } from '../domain'
import { installParameters } from './install-parameters'
import { readPackage } from './load-file-components'
import { confirmed } from './management-right'
import { hasPrivilege } from './privileges'
import { isSigned, SIGNATURE_KEY } from './signature'

const LAST = 0x80
const TAG = { dap: 0xe2, domain: 0x4f, signature: 0xc3, code: 0xc4 } as const
/** Cell that each block is written to as it comes. */
const BLOCK = 'block'
const MIN_AID = 5
const MAX_AID = 16
const NO_BYTES = new Uint8Array(0)

/**
 * INSTALL [for load] (GlobalPlatform Card 2.3.1, 11.5.2.3.1): load file, domain or nothing, hash, parameters, token. Always begins anew.
 * 6985: the AID is taken; 6A88: no such domain; 6A80: fields that are none, or no hash where a signature needs one; 6A84: no room.
 */
export function installForLoad(domain: Domain, fields: readonly Uint8Array[]): ResponseApdu {
  const [aid = NO_BYTES, named = NO_BYTES, hash = NO_BYTES, parameters = NO_BYTES] = fields
  const { registry, free } = { registry: domain.content.registry, free: domain.content.free() }
  const owner = registry.find(named.length > 0 ? named : domain.aid)
  const needs = installParameters(parameters, false)
  const isHash = hash.length === 0 || hash.length === 20 || hash.length === 32
  if (aid.length < MIN_AID || aid.length > MAX_AID || needs === undefined || !isHash)
    return status(SW.wrongData)
  if (owner === undefined || !isSecurityDomain(owner)) return status(SW.referencedDataNotFound)
  if (registry.find(aid) !== undefined || registry.findLoadFile(aid) !== undefined) {
    return status(SW.conditionsNotSatisfied)
  }
  if (hash.length === 0 && signers(domain, owner).length > 0) return status(SW.wrongData)
  if (Math.max(needs.code, needs.nonVolatile) > free.nonVolatile || needs.volatile > free.volatile) {
    return status(SW.notEnoughMemory)
  }
  domain.session.loading = { aid, domain: owner.aid, hash, block: 0, stream: NO_BYTES }
  return answer(Uint8Array.of(0))
}

/**
 * LOAD (GlobalPlatform Card 2.3.1, 11.6): blocks from 00 on, and with the last one the load file is there. Any error, and any other
 * command in between, ends the load and leaves nothing of it. 6985: no INSTALL [for load] before; 6A86: not the next block; 6A84: no
 * room; 6A80: no load file, another than announced, or the hash is wrong; 6982: a signature that is needed is missing or wrong.
 */
export const load: ManagementCommand = (domain, { p1, p2, data }) => {
  const { session, content } = domain
  const { loading } = session
  session.loading = undefined
  if (loading === undefined) return status(SW.conditionsNotSatisfied)
  if ((p1 & ~LAST) !== 0 || p2 !== (loading.block & 0xff)) return status(SW.wrongParameters)
  const stream = concat(loading.stream, data)
  if (stream.length > content.free().nonVolatile) return status(SW.notEnoughMemory)
  if (p1 === LAST) return complete(domain, { ...loading, stream })
  content.loading.write(BLOCK, data)
  session.loading = { ...loading, block: loading.block + 1, stream }
  return answer(Uint8Array.of(0))
}

function complete(domain: Domain, { aid, domain: owner, hash, stream }: Loading): ResponseApdu {
  const { registry } = domain.content
  const { nodes, problems } = decodeTlv(stream)
  const code = nodes.at(-1)
  const daps = nodes.slice(0, -1)
  if (problems.length > 0 || code?.tag !== TAG.code || daps.some(({ tag }) => tag !== TAG.dap)) {
    return status(SW.wrongData)
  }
  const found = readPackage(code.value)
  if (found === undefined || !equalBytes(found.aid, aid)) return status(SW.wrongData)
  const expected = hash.length === 32 ? sha256(code.value) : sha1(code.value)
  if (hash.length > 0 && !equalBytes(expected, hash)) return status(SW.wrongData)
  const ownerEntry = registry.find(owner)
  if (ownerEntry === undefined) return status(SW.referencedDataNotFound)
  const isVouchedFor = signers(domain, ownerEntry).every((signer) =>
    daps.some((dap) => hasSigned(domain, signer, hash, dap))
  )
  if (!isVouchedFor) return status(SW.securityStatusNotSatisfied)
  const belongsToIssuer = isIssuerDomain({ aid: owner, content: domain.content })
  registry.putLoadFile({ ...found, size: code.value.length, ...(!belongsToIssuer && { domain: owner }) })
  domain.content.loading.clear()
  return confirmed(domain, [aid, owner])
}

/** Domains whose signature is needed: the one it shall belong to where that verifies, and all that must be asked. */
function signers({ content }: Domain, owner: RegistryEntry): RegistryEntry[] {
  const mandated = content.registry
    .entries()
    .filter(({ aid, privileges }) => hasPrivilege(privileges, 'mandatedDap') && !equalBytes(aid, owner.aid))
  return hasPrivilege(owner.privileges, 'dapVerification') ? [owner, ...mandated] : mandated
}

function hasSigned({ content }: Domain, { aid }: RegistryEntry, hash: Uint8Array, dap: TlvNode): boolean {
  const value = (tag: number): Uint8Array => dap.children?.find((node) => node.tag === tag)?.value ?? NO_BYTES
  const isIts = equalBytes(value(TAG.domain), aid)
  return isIts && isSigned(content.area(aid), SIGNATURE_KEY.dap, hash, value(TAG.signature))
}
