import { bcdDigits } from '../../engine/bytes/bcd'
import { concat } from '../../engine/bytes/bytes'
import {
  applicationCryptogram,
  arpc,
  cryptogramInput,
  issuerDataMac,
  type SecretKeySet
} from '../../engine/cryptogram/in-memory'
import type { Transaction } from '../../engine/cryptogram/key-set'
import { pbocProfileOf } from '../../engine/cryptogram/profiles/all-profiles'
import type { CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { equalInConstantTime } from '../../engine/crypto/constant-time'
import type { ChipData } from '../../engine/workflow/host'
import type { ChipFacts } from './chip-facts'
import type { IssuerKeys } from './issuer-keys'

/** A cryptogram that was found right, with what answers to it are made of. */
export interface ProvenCard {
  readonly profile: CryptogramProfile
  readonly keys: SecretKeySet
  /** ATC, unpredictable number and the cryptogram itself, which script MACs cover. */
  readonly transaction: Transaction & { readonly ac: Uint8Array }
  /** Minor units of e-cash that the chip proves to hold; absent where it does not say, or its MAC is wrong. */
  readonly balance?: number
}

export type CryptogramCheck =
  | { readonly kind: 'right'; readonly card: ProvenCard }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'missing' }
  /** A version or algorithm that this issuer does not give out. */
  | { readonly kind: 'unknown-version' }

/** Checks an ARQC, TC or AAC with the keys of the card whose number the chip states. Never throws on chip data. */
export function checkCryptogram(issuer: IssuerKeys, facts: ChipFacts, chip: ChipData): CryptogramCheck {
  const profile = pbocProfileOf(facts.iad)
  if (profile === undefined) return { kind: 'unknown-version' }
  const input = cryptogramInput(profile, (tag) => chip.get(tag))
  if (input.kind !== 'ok') return { kind: 'missing' }
  const keys = issuer.ofCard(profile.algorithm, facts)
  const { atc, unpredictableNumber, cryptogram: ac } = facts
  const transaction = { atc, unpredictableNumber, ac }
  const expected = applicationCryptogram(profile, keys.ac, input.block, transaction)
  if (!equalInConstantTime(expected, ac)) return { kind: 'wrong' }
  const balance = provenBalance(keys, facts)
  return { kind: 'right', card: { profile, keys, transaction, ...(balance !== undefined && { balance }) } }
}

/** Issuer authentication data (91): ARPC and the response code. */
export function issuerAuthentication({ profile, keys, transaction }: ProvenCard, code: string): Uint8Array {
  const arc = new TextEncoder().encode(code)
  return concat(arpc(profile, keys.ac, { ac: transaction.ac, arc }, transaction), arc)
}

// Issuer discretionary data in 9F10 (JR/T 0025.13), behind its length: id, data, MAC of 4 bytes.
const IDD_AT = 8
const MAC_LENGTH = 4
const BALANCE_LENGTH = 5
/** Id of e-cash balance, and of balance with offline total; the balance comes first. Bytes of the data by id. */
const WITH_BALANCE: Readonly<Record<number, number>> = { 0x01: 5, 0x03: 10 }

/** The e-cash balance in 9F10, if its MAC is right. */
function provenBalance(keys: SecretKeySet, { iad, atc }: ChipFacts): number | undefined {
  const idd = iad.subarray(IDD_AT + 1, IDD_AT + 1 + (iad[IDD_AT] ?? 0))
  const length = WITH_BALANCE[idd[0] ?? 0]
  if (length === undefined || idd.length !== 1 + length + MAC_LENGTH) return undefined
  const data = idd.subarray(1, 1 + length)
  // ATC and data are filled up with zeros to whole blocks of 8 before they are padded.
  const filled = new Uint8Array(Math.ceil((atc.length + length) / 8) * 8 - atc.length)
  filled.set(data)
  const mac = issuerDataMac(keys.mac, { atc, data: filled })
  const digits = bcdDigits(data.subarray(0, BALANCE_LENGTH))
  return equalInConstantTime(mac, idd.subarray(1 + length)) && digits !== undefined
    ? Number(digits)
    : undefined
}
