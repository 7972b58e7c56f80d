import { authenticationTexts } from '../../texts/phrases/emv-authentication'
import { internalAuthenticate } from '../commands/emv/internal-authenticate'
import {
  authenticateDynamic,
  authenticateFast,
  authenticateStatic,
  recoverIccKey
} from '../offline-auth/authenticate'
import { authenticateCombined, type CombinedData } from '../offline-auth/authenticate-combined'
import type { Authentication } from '../offline-auth/authentication'
import type { CardData } from '../offline-auth/card-data'
import { staticDataToAuthenticate } from '../offline-auth/static-data'
import { decodeDol } from '../tlv/dol'
import { now, type Workflow } from '../workflow/workflow'
import { authenticationReasons } from './authentication-reasons'
import type { Kernel } from './kernel'
import { reason } from './reasons'
import { dolData, transactionDate } from './terminal-objects'
import { AIP, type Bit, CAPABILITY, isSet, setBit, TSI, TVR } from './verification-results'

export type OdaMethod = 'cda' | 'dda' | 'sda' | 'none'

const FAILED: Readonly<Record<'cda' | 'dda' | 'sda', Bit>> = {
  cda: TVR.cdaFailed,
  dda: TVR.ddaFailed,
  sda: TVR.sdaFailed
}
const SECTION = 'EMV Book 3, 10.3'
const UNPREDICTABLE_NUMBER = 0x9f37
const MOST_DDOL_DATA = 255

/** The best method that card and terminal both can do (EMV Book 3, 10.3). */
export function chooseOdaMethod(aip: Uint8Array | undefined, capabilities: Uint8Array): OdaMethod {
  const both = (card: Bit, terminal: Bit): boolean => isSet(aip, card) && isSet(capabilities, terminal)
  if (both(AIP.cda, CAPABILITY.cda)) return 'cda'
  if (both(AIP.dda, CAPABILITY.dda)) return 'dda'
  return both(AIP.sda, CAPABILITY.sda) ? 'sda' : 'none'
}

/**
 * Offline data authentication of a contact transaction (EMV Book 3, 10.3). A combined signature is only prepared here:
 * the card's key is recovered, and `cda` says that the GENERATE AC is to ask for one. Nothing ends a transaction: what
 * failed stands in the TVR.
 */
export function* offlineDataAuthentication(kernel: Kernel): Workflow<{ readonly cda: boolean }> {
  yield* kernel.enter('offline-data-authentication')
  const { transaction } = kernel
  const method = chooseOdaMethod(transaction.card(0x82), transaction.terminal.capabilities)
  if (method === 'none') {
    setBit(transaction.tvr, TVR.odaNotPerformed)
    const reasons = [
      reason(authenticationTexts.nothingInCommon, {
        tag: 0x82,
        value: transaction.card(0x82),
        section: SECTION
      })
    ]
    yield* kernel.tell({ text: authenticationTexts.notPerformed, effect: 'caution', reasons })
    return { cda: false }
  }
  if (method === 'sda') setBit(transaction.tvr, TVR.sdaSelected)
  const authentication =
    method === 'dda'
      ? yield* dynamic(kernel)
      : yield* timed(kernel, (card) => (method === 'sda' ? authenticateStatic(card) : recoverIccKey(card)))
  const good = authentication?.outcome.kind === 'authenticated'
  if (method === 'cda' && good) {
    yield* kernel.tell({
      text: authenticationTexts.prepared,
      effect: 'info',
      reasons: [reason(authenticationTexts.keyRecovered, { section: 'EMV Book 2, 6.6' })]
    })
    return { cda: true }
  }
  yield* conclude(kernel, method, authentication)
  return { cda: false }
}

/** Takes the result into TVR and TSI, and tells it. */
export function* conclude(
  kernel: Kernel,
  method: 'cda' | 'dda' | 'sda',
  authentication: Authentication | undefined
): Workflow<boolean> {
  const { transaction } = kernel
  const phase = 'offline-data-authentication'
  setBit(transaction.tsi, TSI.oda)
  const outcome = authentication?.outcome
  if (outcome?.kind === 'authenticated') {
    if (authentication?.dataAuthenticationCode)
      transaction.replace(0x9f45, authentication.dataAuthenticationCode)
    if (authentication?.iccDynamicNumber) transaction.replace(0x9f4c, authentication.iccDynamicNumber)
    yield* kernel.tell({
      phase,
      text: authenticationTexts.authenticated(method),
      reasons: authenticationReasons(transaction, authentication, SECTION)
    })
    return true
  }
  setBit(transaction.tvr, FAILED[method])
  if (outcome?.kind === 'missing') setBit(transaction.tvr, TVR.iccDataMissing)
  const reasons = authenticationReasons(transaction, authentication, SECTION)
  yield* kernel.tell({ phase, text: authenticationTexts.failed(method), effect: 'caution', reasons })
  return false
}

/** Undefined where the card gave no signature, or its list does not ask for the unpredictable number. */
function* dynamic(kernel: Kernel): Workflow<Authentication | undefined> {
  const { transaction } = kernel
  const ddol = transaction.card(0x9f49) ?? transaction.terminal.defaultDdol
  const data = dolData(transaction, ddol, MOST_DDOL_DATA)
  const bound = decodeDol(ddol).entries.some(({ tag }) => tag === UNPREDICTABLE_NUMBER)
  if (data.kind !== 'ok' || !bound) return undefined
  const outcome = yield* kernel.send(internalAuthenticate(data.data))
  const signed = outcome.kind === 'signed' ? outcome.signature : undefined
  return yield* timed(kernel, (card) => authenticateDynamic(card, { signed, ddolData: data.data }))
}

/** Checks the combined signature in the answer to a GENERATE AC (EMV Book 2, 6.6.2). */
export function* combinedAuthentication(
  kernel: Kernel,
  response: Uint8Array,
  cdol2Data?: Uint8Array
): Workflow<Authentication> {
  const { pdolData, cdol1Data } = kernel.transaction
  const unpredictableNumber = kernel.transaction.object(UNPREDICTABLE_NUMBER) ?? new Uint8Array(4)
  const data: CombinedData = {
    ...{ response, unpredictableNumber, pdolData, cdol1Data },
    ...(cdol2Data !== undefined && { cdol2Data })
  }
  return yield* timed(kernel, (card) => authenticateCombined(card, data))
}

/** Checks the fast signature of flash pay, after the card has left the field (JR/T 0025, fDDA). */
export function* fastAuthentication(kernel: Kernel): Workflow<Authentication> {
  const value = (tag: number, length: number): Uint8Array =>
    kernel.transaction.object(tag) ?? new Uint8Array(length)
  return yield* timed(kernel, (card) =>
    authenticateFast(card, {
      unpredictableNumber: value(UNPREDICTABLE_NUMBER, 4),
      amount: value(0x9f02, 6),
      currency: value(0x5f2a, 2)
    })
  )
}

function* timed(kernel: Kernel, authenticate: (card: CardData) => Authentication): Workflow<Authentication> {
  const { transaction, options } = kernel
  const before = yield* now()
  const authentication = authenticate({
    aid: transaction.application?.aid ?? new Uint8Array(0),
    objects: (tag) => transaction.card(tag),
    staticData: staticDataToAuthenticate(transaction.signedRecords),
    caKeys: options.caKeys,
    date: transactionDate(transaction)
  })
  kernel.odaMs = (kernel.odaMs ?? 0) + (yield* now()) - before
  return authentication
}
