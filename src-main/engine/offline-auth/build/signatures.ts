import { concat } from '../../bytes/bytes'
import { sha1, sm3 } from '../../crypto/hash'
import { HASH_ALGORITHM_SHA1 } from '../rsa/format'
import { SIGNED_DYNAMIC_DATA, SIGNED_STATIC_DATA, type SignatureKind } from '../signature'
import { signRsaBlock } from './rsa-block'
import type { Signer } from './signer'

const SHORTEST_NUMBER = 2
const LONGEST_NUMBER = 8

export interface StaticSignatureContent {
  /** Tag 9F45, 2 bytes. */
  readonly dataAuthenticationCode: Uint8Array
  /** Static data to be authenticated: records of the AFL, then the AIP where 9F4A asks for it. */
  readonly staticData: Uint8Array
}

/** Signed static application data, tag 93, by the issuer (EMV Book 2, 5.1). */
export function signedStaticData(issuer: Signer, content: StaticSignatureContent): Uint8Array {
  return sign(issuer, SIGNED_STATIC_DATA, content.dataAuthenticationCode, content.staticData)
}

export interface DynamicSignatureContent {
  /** Tag 9F4C, 2 to 8 bytes; fast authentication signs the transaction counter. */
  readonly iccDynamicNumber: Uint8Array
  /** What the terminal gave: DDOL values, or `fastTerminalData`. */
  readonly terminalData: Uint8Array
}

/** Signed dynamic application data, tag 9F4B, by the card, for INTERNAL AUTHENTICATE or fDDA (EMV Book 2, 6.5.1). */
export function signedDynamicData(icc: Signer, content: DynamicSignatureContent): Uint8Array {
  const body = withLength(dynamicNumber(content.iccDynamicNumber))
  return sign(icc, SIGNED_DYNAMIC_DATA, body, content.terminalData)
}

export interface CombinedSignatureContent {
  /** Tag 9F4C, 2 to 8 bytes. */
  readonly iccDynamicNumber: Uint8Array
  /** Tag 9F27, and 9F26, 8 bytes. */
  readonly cid: number
  readonly cryptogram: Uint8Array
  /** Values of PDOL, CDOL1 and, at the second time, CDOL2; then the answer's data objects but 9F4B. */
  readonly transactionData: Uint8Array
  /** Tag 9F37 of the command. */
  readonly unpredictableNumber: Uint8Array
}

/** Signed dynamic application data, tag 9F4B, by the card, in the answer to GENERATE AC (EMV Book 2, 6.6.1). */
export function signedCombinedData(icc: Signer, content: CombinedSignatureContent): Uint8Array {
  const { transactionData, cid, cryptogram } = content
  const hash = icc.algorithm === 'rsa' ? sha1(transactionData) : sm3(transactionData)
  const body = withLength(
    concat(dynamicNumber(content.iccDynamicNumber), Uint8Array.of(cid), cryptogram, hash)
  )
  return sign(icc, SIGNED_DYNAMIC_DATA, body, content.unpredictableNumber)
}

/** RSA: format, SHA-1, body, in a block of its own. SM2: format and body in clear, then the signature. */
function sign(signer: Signer, { formats }: SignatureKind, body: Uint8Array, beside: Uint8Array): Uint8Array {
  if (signer.algorithm === 'rsa') {
    const content = concat(Uint8Array.of(formats.rsa, HASH_ALGORITHM_SHA1), body)
    return signRsaBlock(signer, content, beside)
  }
  const content = concat(Uint8Array.of(formats.sm2), body)
  return concat(content, signer.sign(concat(content, beside)))
}

function dynamicNumber(number: Uint8Array): Uint8Array {
  if (number.length < SHORTEST_NUMBER || number.length > LONGEST_NUMBER) {
    throw new Error(`signedDynamicData: the dynamic number has ${number.length} bytes, not 2 to 8`)
  }
  return withLength(number)
}

function withLength(bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(bytes.length), bytes)
}
