import { emvPhrases as say } from '../../../texts/phrases/emv'
import { bcdDigits } from '../../bytes/bcd'
import { uint } from '../../bytes/bytes'
import { decodeCardText } from '../../bytes/text'
import { amountOf } from '../../emv/amount'
import { buildCandidateList, finalSelect } from '../../emv/application-selection'
import { initiateApplication } from '../../emv/initiate-application'
import { type Kernel, openKernel } from '../../emv/kernel'
import { getData, readApplicationData } from '../../emv/read-application-data'
import type { TerminalConfiguration } from '../../emv/terminal-configuration'
import { NotRecorded } from '../../workflow/interruption'
import type { Workflow } from '../../workflow/workflow'
import type { Purse } from './purse'
import { NO_LOG, readLoadLog, readTransactionLog } from './read-log'

export interface ReadPurseOptions {
  readonly terminal: TerminalConfiguration
  readonly interface: 'contact' | 'contactless'
  /** Whether both logs are read too. */
  readonly logs: boolean
  /** Only the application whose AID begins with this. */
  readonly aid?: Uint8Array
}

/** A card's purse, or why there is none to be read. */
export type PurseOutcome =
  | { readonly kind: 'purse'; readonly purse: Purse }
  /** No application of the card holds e-cash. */
  | { readonly kind: 'no-purse' }
  /** 6A81: the whole card is blocked. */
  | { readonly kind: 'card-blocked' }
  /** The application is there and does not tell what is needed; over the air, a blocked one tells nothing. */
  | { readonly kind: 'unreadable'; readonly blocked: boolean }

/** Byte 2, bit 5 of the card additional processes (9F68): flash pay that the card approved is logged. */
const LOGS_FLASH_PAY = 0x10
const CNY = 156

/**
 * Reads the e-cash of a card (JR/T 0025, balance query): selects its application, begins a transaction that is not gone on
 * with, so that the records with the card's number can be read, and asks for balance, limits, counters and logs. Works
 * while the application is blocked. Changes nothing but the ATC. Throws `Interruption` where the card goes away.
 */
export function* readPurse(options: ReadPurseOptions): Workflow<PurseOutcome> {
  const { terminal, interface: side, aid } = options
  // As for a script: a blocked application is looked at too, and e-cash is not offered.
  const kernel = yield* openKernel(
    {
      ...{ terminal, interface: side, caKeys: () => [] },
      request: { type: 'script', amount: 0, forceOnline: true, ecash: 'never', ...(aid && { aid }) }
    },
    'contact'
  )
  const list = yield* buildCandidateList(kernel)
  if (list.kind === 'ended')
    return { kind: list.ending.sentence === say.cardBlocked ? 'card-blocked' : 'no-purse' }
  for (const candidate of list.candidates) {
    const selection = yield* finalSelect(kernel, candidate)
    if (selection.kind === 'selected' && (yield* getData(kernel, 0x9f79)) !== undefined) {
      return yield* readSelected(kernel, options.logs)
    }
  }
  return { kind: 'no-purse' }
}

/** The rest, once the application is selected. */
function* readSelected(kernel: Kernel, logs: boolean): Workflow<PurseOutcome> {
  const { transaction } = kernel
  const blocked = transaction.application?.blocked === true
  const initiation = yield* initiateApplication(kernel)
  if (initiation.kind !== 'initiated') return { kind: 'unreadable', blocked }
  if ((yield* readApplicationData(kernel)) !== undefined) return { kind: 'unreadable', blocked }
  const { pan, psn, expiry, application } = transaction
  const balance = amountOf(yield* getData(kernel, 0x9f79))
  const atc = yield* getData(kernel, 0x9f36)
  if (pan === undefined || application === undefined || balance === undefined || atc?.length !== 2) {
    return { kind: 'unreadable', blocked }
  }
  const currency = numberOf(yield* getData(kernel, 0x9f51)) ?? numberOf(transaction.card(0x9f42)) ?? CNY
  const lastOnlineAtc = yield* getData(kernel, 0x9f13)
  const pinTriesLeft = (yield* getData(kernel, 0x9f17))?.[0]
  const limits = yield* readLimits(kernel)
  const second = yield* readSecondPurse(kernel)
  const holder = holderOf(transaction.card(0x5f20))
  const purse: Purse = {
    aid: application.aid,
    ...(application.label !== undefined && { label: application.label }),
    ...{ pan, psn },
    ...(holder !== undefined && { holder }),
    ...(/^\d{6}$/.test(expiry ?? '') && { expiry: `20${expiry?.slice(0, 2)}-${expiry?.slice(2, 4)}` }),
    ...{ blocked, currency, balance, limits },
    ...(second !== undefined && { second }),
    atc: uint(atc),
    ...(lastOnlineAtc?.length === 2 && { lastOnlineAtc: uint(lastOnlineAtc) }),
    ...(pinTriesLeft !== undefined && { pinTriesLeft }),
    loads: logs ? yield* readLoadLog(kernel, currency) : NO_LOG,
    transactions: logs ? yield* readTransactionLog(kernel, currency) : NO_LOG,
    ...(logs && (yield* readProcesses(kernel)))
  }
  return { kind: 'purse', purse }
}

/** Which of the card's own processes leave a line in its log (9F68). */
function* readProcesses(kernel: Kernel): Workflow<Pick<Purse, 'logsFlashPay'>> {
  try {
    const processes = yield* getData(kernel, 0x9f68)
    if (processes?.length !== 4) return {}
    return { logsFlashPay: ((processes[1] ?? 0) & LOGS_FLASH_PAY) !== 0 }
  } catch (error) {
    // A recording of a card that was not asked for it can be read all the same.
    if (error instanceof NotRecorded) return {}
    throw error
  }
}

function* readLimits(kernel: Kernel): Workflow<Purse['limits']> {
  const balance = amountOf(yield* getData(kernel, 0x9f77))
  const transaction = amountOf(yield* getData(kernel, 0x9f78))
  const threshold = amountOf(yield* getData(kernel, 0x9f6d))
  return {
    ...(balance !== undefined && { balance }),
    ...(transaction !== undefined && { transaction }),
    ...(threshold !== undefined && { threshold })
  }
}

/** E-cash in a second currency (JR/T 0025: DF71 names it). */
function* readSecondPurse(kernel: Kernel): Workflow<Purse['second']> {
  const currency = numberOf(yield* getData(kernel, 0xdf71))
  if (currency === undefined) return undefined
  const balance = amountOf(yield* getData(kernel, 0xdf79))
  if (balance === undefined) return undefined
  const balanceLimit = amountOf(yield* getData(kernel, 0xdf77))
  return { currency, balance, ...(balanceLimit !== undefined && { balanceLimit }) }
}

/** Packed digits as a number: a currency code of two bytes. */
function numberOf(value: Uint8Array | undefined): number | undefined {
  const digits = value === undefined || value.length === 0 ? undefined : bcdDigits(value)
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits)
}

function holderOf(value: Uint8Array | undefined): string | undefined {
  const text = value === undefined ? '' : decodeCardText(value).text.trim()
  return text === '' ? undefined : text
}
