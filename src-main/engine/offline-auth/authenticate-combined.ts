import { concat, equalBytes } from '../bytes/bytes'
import { sha1, sm3 } from '../crypto/hash'
import { decodeTlv, type TlvNode } from '../tlv/tlv'
import type { Authentication, Problem } from './authentication'
import { AuthenticationRun } from './authentication-run'
import type { CardData } from './card-data'
import { recoverChain } from './key-chain'
import { openSignature } from './open'
import { SIGNED_COMBINED_DATA } from './signature'
import { readCombinedBody } from './signature-body'

const TAG_CID = 0x9f27
const TAG_SIGNED_DYNAMIC_DATA = 0x9f4b
const SHA1_LENGTH = 20
const SM3_LENGTH = 32

/** What was exchanged up to the GENERATE AC that asked for a combined signature. */
export interface CombinedData {
  /** The answer to it: template 77 with 9F27, 9F36, 9F4B and mostly 9F10. */
  readonly response: Uint8Array
  /** Tag 9F37 as it was sent, 4 bytes. */
  readonly unpredictableNumber: Uint8Array
  /** Values that PDOL, CDOL1 and, at the second GENERATE AC, CDOL2 asked for, as they were sent. */
  readonly pdolData: Uint8Array
  readonly cdol1Data: Uint8Array
  readonly cdol2Data?: Uint8Array
}

/**
 * Combined dynamic data authentication, CDA (EMV Book 2, 6.6.2): the card's signature covers its application cryptogram
 * and everything that was exchanged for it.
 */
export function authenticateCombined(card: CardData, data: CombinedData): Authentication {
  const run = new AuthenticationRun()
  const iccKey = recoverChain(run, card)
  if (iccKey === undefined) return run.end()
  const response = readResponse(data.response)
  if (response.kind === 'bad') {
    run.add({ name: 'response', section: 'EMV Book 2, 6.6.2', problem: response.problem, fields: [] })
    return run.end()
  }
  const { cid, signed, others } = response
  const transaction = concat(data.pdolData, data.cdol1Data, data.cdol2Data ?? new Uint8Array(0), others)
  const rsa = iccKey.algorithm === 'rsa'
  const readBody = readCombinedBody(rsa ? SHA1_LENGTH : SM3_LENGTH)
  const transactionHash = rsa ? sha1(transaction) : sm3(transaction)
  const opened = openSignature(iccKey, SIGNED_COMBINED_DATA, {
    signature: signed,
    signedData: data.unpredictableNumber,
    readBody: readBody
  })
  const { value } = opened
  if (value === undefined) {
    run.add(opened.step)
    return run.end()
  }
  const problem = combinedProblem(value, cid, transactionHash)
  if (problem !== undefined) {
    run.add({ ...opened.step, problem })
    return run.end()
  }
  run.add(opened.step)
  run.found({ iccDynamicNumber: value.number, cid: value.cid, cryptogram: value.cryptogram })
  return run.end()
}

/** Checks that come after the signature's own hash (EMV Book 2, 6.6.2, steps 8 to 12). */
function combinedProblem(
  signed: { readonly cid: number; readonly transactionHash: Uint8Array },
  cid: number,
  transactionHash: Uint8Array
): Problem | undefined {
  if (signed.cid !== cid) return { kind: 'cid', signed: signed.cid, found: cid }
  return equalBytes(signed.transactionHash, transactionHash) ? undefined : { kind: 'transaction-hash' }
}

type ResponseParts =
  | {
      readonly kind: 'ok'
      readonly cid: number
      readonly signed: Uint8Array
      /** All data objects in their order, but the signature. */
      readonly others: Uint8Array
    }
  | { readonly kind: 'bad'; readonly problem: Problem }

function readResponse(response: Uint8Array): ResponseParts {
  const { nodes } = decodeTlv(response)
  const [template] = nodes
  if (template?.tag !== 0x77 || nodes.length !== 1 || template.truncated === true) {
    return { kind: 'bad', problem: { kind: 'response' } }
  }
  const objects = template.children ?? []
  const find = (tag: number): Uint8Array | undefined => objects.find((node) => node.tag === tag)?.value
  const signed = find(TAG_SIGNED_DYNAMIC_DATA)
  const cid = find(TAG_CID)?.[0]
  if (signed === undefined || cid === undefined) {
    const tags = [
      ...(cid === undefined ? [TAG_CID] : []),
      ...(signed === undefined ? [TAG_SIGNED_DYNAMIC_DATA] : [])
    ]
    return { kind: 'bad', problem: { kind: 'missing-objects', tags } }
  }
  const kept = objects.filter(({ tag }) => tag !== TAG_SIGNED_DYNAMIC_DATA)
  return { kind: 'ok', cid, signed, others: concat(...kept.map((node) => encoded(response, node))) }
}

/** The object's own bytes as the card wrote them. */
function encoded(response: Uint8Array, { offset, headerLength, value }: TlvNode): Uint8Array {
  return response.subarray(offset, offset + headerLength + value.length)
}
