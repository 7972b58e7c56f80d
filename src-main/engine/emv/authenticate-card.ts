import type { LocalText } from '../../texts/local-text'
import { cardAuthenticationTexts as say } from '../../texts/phrases/offline-auth'
import { getProcessingOptions } from '../commands/emv/get-processing-options'
import { internalAuthenticate } from '../commands/emv/internal-authenticate'
import {
  authenticateDynamic,
  authenticateFast,
  authenticateStatic,
  recoverIccKey
} from '../offline-auth/authenticate'
import type { Authentication } from '../offline-auth/authentication'
import type { CaKeyLookup } from '../offline-auth/ca-key'
import type { CardData } from '../offline-auth/card-data'
import { staticDataToAuthenticate } from '../offline-auth/static-data'
import { decodeDol } from '../tlv/dol'
import { decodeTlv, walkTlv } from '../tlv/tlv'
import { NotRecorded } from '../workflow/interruption'
import type { Workflow } from '../workflow/workflow'
import { readAfl } from './application-file-locator'
import { buildCandidateList, finalSelect } from './application-selection'
import { initiateApplication, MOST_PDOL_DATA } from './initiate-application'
import { openKernel, type Kernel } from './kernel'
import { readOne } from './read-application-data'
import type { TerminalConfiguration } from './terminal-configuration'
import { dolData, transactionDate } from './terminal-objects'
import type { SelectedApplication } from './transaction'
import { AIP, type Bit, isSet } from './verification-results'

export interface AuthenticateCardOptions {
  readonly terminal: TerminalConfiguration
  readonly interface: 'contact' | 'contactless'
  readonly caKeys: CaKeyLookup
  /** Only applications whose AID begins with this. */
  readonly aid?: Uint8Array
}

export type AuthenticationMethod = 'SDA' | 'DDA' | 'CDA' | 'fDDA'

/** What one method came to. */
export interface MethodResult {
  readonly method: AuthenticationMethod
  readonly authentication: Authentication
  /** What else is to be said: why there was no signature, or that only the certificates could be checked. */
  readonly note?: LocalText
}

export interface CardAuthentication {
  readonly application?: SelectedApplication
  /** Empty where the card announces none, or could not be read. */
  readonly methods: readonly MethodResult[]
  /** Why it went no further, or why nothing was announced. */
  readonly sentence?: LocalText
}

const TAG_AIP = 0x82
const TAG_AFL = 0x94
const TAG_CRYPTOGRAM = 0x9f26
const TAG_UNPREDICTABLE_NUMBER = 0x9f37
const TAG_DDOL = 0x9f49
const MOST_DDOL_DATA = 255
/** Flash pay at a reader that is offline only, with fDDA version 01: the card decides about an amount of zero by itself. */
const TTQ_OFFLINE_ONLY = Uint8Array.of(0x28, 0x00, 0x00, 0x80)

/**
 * Checks offline whether a card is genuine, by all methods that it announces and that go without a payment: static and
 * dynamic on contact, fast by a flash payment of zero without. Raises the transaction counter; a flash payment of zero
 * may also stand in the card's log. Throws `Interruption` where the card goes away.
 */
export function* authenticateCard(options: AuthenticateCardOptions): Workflow<CardAuthentication> {
  const { terminal, aid, caKeys } = options
  const flash = options.interface === 'contactless'
  const kernel = yield* openKernel(
    {
      ...{ interface: options.interface, caKeys },
      terminal: flash ? { ...terminal, ttq: TTQ_OFFLINE_ONLY } : terminal,
      request: { type: 'purchase', amount: 0, ecash: 'never', ...(aid !== undefined && { aid }) }
    },
    flash ? 'flash' : 'contact'
  )
  const list = yield* buildCandidateList(kernel)
  if (list.kind === 'ended') return ended(kernel, list.ending.sentence)
  for (const candidate of list.candidates) {
    const selection = yield* finalSelect(kernel, candidate)
    if (selection.kind !== 'selected') continue
    const started = flash ? yield* startFlash(kernel) : yield* initiateApplication(kernel)
    if (started.kind === 'refused') continue
    if (started.kind === 'ended') return ended(kernel, started.ending.sentence)
    const problem = yield* readRecords(kernel)
    if (problem !== undefined) return ended(kernel, problem)
    const { transaction } = kernel
    const methods = transaction.card(TAG_CRYPTOGRAM) === undefined ? yield* announced(kernel) : [fast(kernel)]
    const { application } = transaction
    return {
      methods,
      ...(application !== undefined && { application }),
      ...(methods.length === 0 && { sentence: say.nothingAnnounced })
    }
  }
  return ended(kernel, say.noApplication)
}

function ended(kernel: Kernel, sentence: LocalText): CardAuthentication {
  const { application } = kernel.transaction
  return { methods: [], sentence, ...(application !== undefined && { application }) }
}

type Started =
  | { readonly kind: 'initiated' | 'refused' }
  | { readonly kind: 'ended'; readonly ending: { readonly sentence: LocalText } }

/** GET PROCESSING OPTIONS of flash pay, with an amount of zero: keeps all that the card answers. */
function* startFlash(kernel: Kernel): Workflow<Started> {
  yield* kernel.enter('initiate-application')
  const { transaction } = kernel
  const pdol = dolData(transaction, transaction.card(0x9f38) ?? new Uint8Array(0), MOST_PDOL_DATA)
  if (pdol.kind !== 'ok') return { kind: 'refused' }
  const outcome = yield* kernel.send(getProcessingOptions(pdol.data))
  if (outcome.kind === 'refused') return { kind: 'refused' }
  if (outcome.kind !== 'options') return { kind: 'ended', ending: { sentence: say.noOptions(outcome.sw) } }
  const { nodes } = decodeTlv(outcome.data)
  const [template] = nodes
  if (template?.tag === 0x80) {
    transaction.replace(TAG_AIP, template.value.subarray(0, 2))
    transaction.replace(TAG_AFL, template.value.subarray(2))
  }
  for (const node of walkTlv(nodes)) {
    if (node.children === undefined && node.tag !== 0x80) transaction.replace(node.tag, node.value)
  }
  return { kind: 'initiated' }
}

/** Reads all records of the AFL; the sentence of the first that cannot be read. A card without an AFL has none. */
function* readRecords(kernel: Kernel): Workflow<LocalText | undefined> {
  const afl = kernel.transaction.card(TAG_AFL)
  if (afl === undefined) return undefined
  const reading = readAfl(afl)
  if (reading.kind === 'bad') return say.aflUnusable(reading.entry)
  yield* kernel.enter('read-application-data')
  for (const place of reading.records) {
    const problem = yield* readOne(kernel, place)
    if (problem !== undefined) return problem.sentence
  }
  return undefined
}

/** Every method that the AIP announces; of CDA, whose signature comes with a GENERATE AC only, the certificates. */
function* announced(kernel: Kernel): Workflow<MethodResult[]> {
  yield* kernel.enter('offline-data-authentication')
  const card = cardDataOf(kernel)
  const aip = kernel.transaction.card(TAG_AIP)
  const has = (bit: Bit): boolean => isSet(aip, bit)
  const methods: MethodResult[] = []
  if (has(AIP.sda)) methods.push({ method: 'SDA', authentication: authenticateStatic(card) })
  if (has(AIP.dda)) methods.push(yield* dynamic(kernel, card))
  if (has(AIP.cda)) {
    methods.push({ method: 'CDA', authentication: recoverIccKey(card), note: say.onlyCertificates })
  }
  return methods
}

function* dynamic(kernel: Kernel, card: CardData): Workflow<MethodResult> {
  const { transaction } = kernel
  const ddol = transaction.card(TAG_DDOL) ?? transaction.terminal.defaultDdol
  const data = dolData(transaction, ddol, MOST_DDOL_DATA)
  const result = (note: LocalText, signed?: Uint8Array): MethodResult => ({
    ...{ method: 'DDA', note },
    authentication: authenticateDynamic(card, { signed, ddolData: new Uint8Array(0) })
  })
  const bound = decodeDol(ddol).entries.some(({ tag }) => tag === TAG_UNPREDICTABLE_NUMBER)
  if (data.kind !== 'ok' || !bound) return result(say.ddolUnusable)
  try {
    const outcome = yield* kernel.send(internalAuthenticate(data.data))
    if (outcome.kind !== 'signed') return result(say.noSignature(outcome.sw))
    const signed = outcome.signature
    return { method: 'DDA', authentication: authenticateDynamic(card, { signed, ddolData: data.data }) }
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error
    return result(say.notRecorded)
  }
}

function fast(kernel: Kernel): MethodResult {
  const { transaction } = kernel
  const value = (tag: number, length: number): Uint8Array => transaction.object(tag) ?? new Uint8Array(length)
  const authentication = authenticateFast(cardDataOf(kernel), {
    unpredictableNumber: value(TAG_UNPREDICTABLE_NUMBER, 4),
    amount: value(0x9f02, 6),
    currency: value(0x5f2a, 2)
  })
  const declined = transaction.card(TAG_AFL) === undefined
  return { method: 'fDDA', authentication, ...(declined && { note: say.notOffline }) }
}

function cardDataOf({ transaction, options }: Kernel): CardData {
  return {
    aid: transaction.application?.aid ?? new Uint8Array(0),
    objects: (tag) => transaction.card(tag),
    staticData: staticDataToAuthenticate(transaction.signedRecords),
    caKeys: options.caKeys,
    date: transactionDate(transaction)
  }
}
