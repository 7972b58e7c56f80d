import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { concat, equalBytes } from '../../../../engine/bytes/bytes'
import { fastTerminalData } from '../../../../engine/offline-auth/fast-terminal-data'
import { signedDynamicData } from '../../../../engine/offline-auth/build/signatures'
import { tlv } from '../../../../engine/tlv/tlv'
import type { MemoryArea } from '../../../memory/memory-area'
import type { CommandContext } from '../../../os/card-application'
import { SW, answer, status } from '../../../os/status-words'
import { recordObject } from '../../records'
import { amountBytes, minorUnits, readAmount } from '../amounts'
import { iccSigner, transactionKeys } from '../card-keys'
import { makeCryptogram } from '../cryptogram/make-cryptogram'
import { objectCell } from '../pboc-cells'
import type { PbocState, Transaction } from '../pboc-state'
import { nextRandom } from '../../random'
import { RiskMemory } from '../risk-memory'
import { balanceAfter } from '../spend-ecash'
import { decideFlash, type FlashDecision, type FlashFacts } from './decide'

const INPUT = { amount: 0x9f02, currency: 0x5f2a, ttq: 0x9f66, unpredictableNumber: 0x9f37 } as const
const CARD = {
  currency: 0x9f51,
  balance: 0x9f79,
  singleLimit: 0x9f78,
  resetThreshold: 0x9f6d,
  cvmLimit: 0x9f6b,
  processes: 0x9f68,
  ctq: 0x9f6c,
  available: 0x9f5d,
  version: 0x9f08,
  cardData: 0x9f69
} as const
const OUT = { aip: 0x82, afl: 0x94, atc: 0x9f36, ac: 0x9f26, iad: 0x9f10, signature: 0x9f4b } as const
const TRACK2 = 0x57
const PSN = 0x5f34
const PRODUCT = 0x9f63
/** CTQ byte 1: online PIN required, signature required. */
const CTQ = { none: 0x00, 'online-pin': 0x80, signature: 0x40 } as const
/** TTQ byte 4, bit 8: the reader does fDDA version 01, which cards of application version 0030 answer. */
const FDDA_V01 = 0x80
const APPLICATION_V3 = Uint8Array.of(0x00, 0x30)
/** Card additional processes byte 1, bit 1: tell the amount that is available offline. */
const TELLS_AVAILABLE = 0x01
/** Byte 2, bit 5: what was approved offline goes to the transaction log. */
const LOGS_OFFLINE = 0x10
/** Up to this length of the card's key its signature fits the answer; a longer one comes with the last record. */
const SHORT_KEY_BYTES = 128

/**
 * Flash pay (JR/T 0025.12): decides, and answers GET PROCESSING OPTIONS with the cryptogram. A TC debits nothing yet:
 * that happens when the last record of the AFL is read. 6985 where the holder cannot be verified as the card wants,
 * and for a card without keys.
 */
export function flashPay(
  state: PbocState,
  transaction: Transaction,
  afl: Uint8Array,
  context: CommandContext
): ResponseApdu {
  const { memory } = state
  const { pdol } = transaction
  const held = transactionKeys(memory, transaction)
  const facts = factsOf(memory, transaction)
  const decision = decideFlash(facts)
  const last = lastRecord(afl)
  // A TC whose last record cannot be read would never be debited.
  if (held === undefined || decision.kind === 'refused' || last === undefined)
    return status(SW.conditionsNotSatisfied)
  const left = balanceAfter(state, facts.amount)
  const made = makeCryptogram(memory, held.keys, {
    transaction,
    first: decision.kind,
    terminal: pdol,
    ...(decision.kind === 'TC' && left !== undefined && { balance: left })
  })
  if (made === undefined) return status(SW.conditionsNotSatisfied)
  transaction.first = { kind: decision.kind, value: made.value, terminal: pdol, cvr: made.cvr }
  context.note({ code: 'cryptogram-made', to: decision.kind })
  const common = [
    tlv(OUT.aip, transaction.aip),
    ...(decision.kind === 'TC' ? [tlv(OUT.afl, afl)] : []),
    tlv(OUT.atc, transaction.atc),
    tlv(OUT.ac, made.value),
    tlv(OUT.iad, made.iad),
    ...fromRecords(memory, decision.kind === 'TC' ? [TRACK2, PSN] : [TRACK2, PSN, PRODUCT]),
    tlv(CARD.ctq, ctqOf(memory, decision))
  ]
  if (decision.kind !== 'TC') {
    return answer(tlv(0x77, ...common, ...available(memory, facts.processes, facts.balance)))
  }
  const signature = fastSignature(memory, transaction, decision)
  const inRecord = signature.inRecord
  const told = available(memory, facts.processes, facts.balance - facts.amount)
  transaction.pendingDebit = {
    amount: facts.amount,
    ...last,
    logged: ((facts.processes[1] ?? 0) & LOGS_OFFLINE) !== 0,
    extra: concat(...signature.cardData, ...(inRecord ? [...told, ...signature.signed] : []))
  }
  return answer(tlv(0x77, ...common, ...(inRecord ? [] : [...told, ...signature.signed])))
}

function factsOf(memory: MemoryArea, { pdol }: Transaction): FlashFacts {
  const risk = new RiskMemory(memory)
  const currency = pdol.value(INPUT.currency)
  const own = memory.read(objectCell(CARD.currency))
  return {
    ttq: pdol.value(INPUT.ttq) ?? new Uint8Array(4),
    processes: memory.read(objectCell(CARD.processes)) ?? new Uint8Array(4),
    currencyMatches: currency !== undefined && own !== undefined && equalBytes(currency, own),
    // An amount that is no number is more than any card covers.
    amount: minorUnits(pdol.value(INPUT.amount)) ?? Number.MAX_SAFE_INTEGER,
    balance: readAmount(memory, CARD.balance) ?? 0,
    singleLimit: readAmount(memory, CARD.singleLimit) ?? 0,
    resetThreshold: readAmount(memory, CARD.resetThreshold) ?? 0,
    cvmLimit: readAmount(memory, CARD.cvmLimit) ?? 0,
    newCard: risk.isNewCard,
    pinExceeded: risk.pinExceeded
  }
}

function ctqOf(memory: MemoryArea, decision: Exclude<FlashDecision, { kind: 'refused' }>): Uint8Array {
  const [first = 0, second = 0] = memory.read(objectCell(CARD.ctq)) ?? []
  return Uint8Array.of(first | CTQ[decision.cvm], second)
}

function available(memory: MemoryArea, processes: Uint8Array, amount: number): Uint8Array[] {
  const tells = ((processes[0] ?? 0) & TELLS_AVAILABLE) !== 0 && memory.has(objectCell(CARD.balance))
  return tells ? [tlv(CARD.available, amountBytes(Math.max(0, amount)))] : []
}

function fromRecords(memory: MemoryArea, tags: readonly number[]): Uint8Array[] {
  return tags.flatMap((tag) => {
    const value = recordObject(memory, tag)
    return value === undefined ? [] : [tlv(tag, value)]
  })
}

interface FastSignature {
  /** 9F4B; none for a card that cannot sign. */
  readonly signed: readonly Uint8Array[]
  /** 9F69; none in version 00. */
  readonly cardData: readonly Uint8Array[]
  readonly inRecord: boolean
}

/** Fast dynamic data authentication, version 00 or 01 (JR/T 0025.12). */
function fastSignature(
  memory: MemoryArea,
  transaction: Transaction,
  decision: Exclude<FlashDecision, { kind: 'refused' }>
): FastSignature {
  const { pdol, atc } = transaction
  const signer = iccSigner(memory, transaction)
  if (signer === undefined) return { signed: [], cardData: [], inRecord: false }
  const wantsV01 = ((pdol.value(INPUT.ttq)?.[3] ?? 0) & FDDA_V01) !== 0
  const version = recordObject(memory, CARD.version)
  const isV01 = wantsV01 && version !== undefined && equalBytes(version, APPLICATION_V3)
  const cardData = isV01
    ? concat(
        Uint8Array.of(0x01),
        nextRandom(memory).subarray(0, 4),
        ctqOf(memory, decision),
        Uint8Array.of(0x00)
      )
    : undefined
  const signed = signedDynamicData(signer, {
    iccDynamicNumber: atc,
    terminalData: fastTerminalData({
      unpredictableNumber: pdol.value(INPUT.unpredictableNumber) ?? new Uint8Array(4),
      amount: pdol.value(INPUT.amount) ?? new Uint8Array(6),
      currency: pdol.value(INPUT.currency) ?? new Uint8Array(2),
      cardData
    })
  })
  return {
    signed: [tlv(OUT.signature, signed)],
    cardData: cardData === undefined ? [] : [tlv(CARD.cardData, cardData)],
    // An SM2 signature is shorter than that of any RSA key; where it comes, no source says.
    inRecord: signer.algorithm === 'rsa' && signer.length > SHORT_KEY_BYTES
  }
}

/** The record at the end of the AFL (EMV Book 3, 10.2). */
function lastRecord(afl: Uint8Array): { readonly sfi: number; readonly record: number } | undefined {
  const [place, , record] = afl.subarray(-4)
  return place === undefined || record === undefined ? undefined : { sfi: place >> 3, record }
}
