import { concat } from '../../bytes/bytes'
import { sha1, sm3 } from '../../crypto/hash'
import { HASH_ALGORITHM_SHA1 } from '../rsa/format'
import { SIGNED_DYNAMIC_DATA, SIGNED_STATIC_DATA, type SignatureKind } from '../signature'
import { type Composition, signWith } from '../../key-operations/operation'
import { runComposition } from '../../key-operations/run-composition'
import type { Signer, SigningKey } from '../../key-operations/signer'
import { isRsaKey, signRsaBlock } from './rsa-block'

const SHORTEST_NUMBER = 2
const LONGEST_NUMBER = 8

export interface StaticSignatureContent {
  /** Tag 9F45, 2 bytes. */
  readonly dataAuthenticationCode: Uint8Array
  /** Static data to be authenticated: records of the AFL, then the AIP where 9F4A asks for it. */
  readonly staticData: Uint8Array
}

/** Signed static application data, tag 93, by an issuer's key in memory, see `signStaticData`. */
export function signedStaticData(issuer: Signer, content: StaticSignatureContent): Uint8Array {
  return runComposition(signStaticData(issuer, content))
}

/** Signed static application data, tag 93, by the issuer (EMV Book 2, 5.1). */
export function* signStaticData(
  issuer: SigningKey,
  content: StaticSignatureContent
): Composition<Uint8Array> {
  return yield* sign(issuer, SIGNED_STATIC_DATA, content.dataAuthenticationCode, content.staticData)
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
  return runComposition(sign(icc, SIGNED_DYNAMIC_DATA, body, content.terminalData))
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
  return runComposition(sign(icc, SIGNED_DYNAMIC_DATA, body, content.unpredictableNumber))
}

/** RSA: format, SHA-1, body, in a block of its own. SM2: format and body in clear, then the signature. */
function* sign(
  signer: SigningKey,
  { formats }: SignatureKind,
  body: Uint8Array,
  beside: Uint8Array
): Composition<Uint8Array> {
  if (isRsaKey(signer)) {
    const content = concat(Uint8Array.of(formats.rsa, HASH_ALGORITHM_SHA1), body)
    return yield* signRsaBlock(signer, content, beside)
  }
  const content = concat(Uint8Array.of(formats.sm2), body)
  return concat(content, yield* signWith(signer, concat(content, beside)))
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
