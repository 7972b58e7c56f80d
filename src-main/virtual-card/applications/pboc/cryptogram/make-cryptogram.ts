import {
  applicationCryptogram,
  cryptogramInput,
  type SecretKeySet
} from '../../../../engine/cryptogram/in-memory'
import { pbocProfileOf } from '../../../../engine/cryptogram/profiles/all-profiles'
import type { MemoryArea } from '../../../memory/memory-area'
import { readAmount } from '../amounts'
import type { Transaction } from '../pboc-state'
import type { TerminalData } from '../terminal-data'
import { cardVerificationResults, type CvrFacts } from './card-verification-results'
import { issuerApplicationData } from './issuer-application-data'

const TAG = { aip: 0x82, atc: 0x9f36, iad: 0x9f10, balance: 0x9f79 } as const

export interface MadeCryptogram {
  /** 9F26, 8 bytes. */
  readonly value: Uint8Array
  /** 9F10. */
  readonly iad: Uint8Array
  /** 3 bytes. */
  readonly cvr: Uint8Array
}

/**
 * Makes an application cryptogram and the issuer application data that go with it (JR/T 0025.5, annex D). Undefined
 * where the card's own list does not bring what the version covers: a card that was personalized wrongly.
 */
export function makeCryptogram(
  memory: MemoryArea,
  keys: SecretKeySet,
  facts: CvrFacts & {
    readonly transaction: Transaction
    readonly terminal: TerminalData
    /** E-cash in minor units as the issuer is told; what the card holds where absent. */
    readonly balance?: number
  }
): MadeCryptogram | undefined {
  const { transaction, terminal } = facts
  const { atc, aip } = transaction
  const cvr = cardVerificationResults(memory, transaction, facts)
  const iad = issuerApplicationData(keys, {
    version: memory.need(transaction.version),
    results: cvr,
    atc,
    balance: facts.balance ?? readAmount(memory, TAG.balance)
  })
  const profile = pbocProfileOf(iad)
  if (profile === undefined) return undefined
  const own = new Map<number, Uint8Array>([
    [TAG.aip, aip],
    [TAG.atc, atc],
    [TAG.iad, iad]
  ])
  const input = cryptogramInput(profile, (tag) => own.get(tag) ?? terminal.value(tag))
  if (input.kind !== 'ok') return undefined
  return { value: applicationCryptogram(profile, keys.ac, input.block, { atc }), iad, cvr }
}
