import type { Reason } from '../../contract/payment'
import { acTexts as say } from '../../texts/phrases/emv-decisions'
import type { AcKind } from '../commands/emv/generate-ac'
import { noWayBack, type Workflow } from '../workflow/workflow'
import { generate, type Generated } from './generate-ac'
import { readIssuerApplicationData } from './issuer-application-data'
import type { Ending, Kernel } from './kernel'
import { combinedAuthentication, conclude } from './offline-data-authentication'
import { namesIn, reason } from './reasons'
import type { ApplicationCryptogram, Transaction } from './transaction'
import { setBit, TSI } from './verification-results'

export type FirstAc =
  | { readonly kind: 'ended'; readonly ending: Ending }
  /** `signatureFailed`: the combined signature that was asked for is not right. */
  | { readonly kind: 'generated'; readonly ac: ApplicationCryptogram; readonly signatureFailed: boolean }

/**
 * First GENERATE AC (EMV Book 3, 9.3 and 10.8). Asked for a TC on the e-cash path, the card takes the amount off its
 * balance when it answers.
 */
export function* firstGenerateAc(kernel: Kernel, requested: AcKind, cda: boolean): Workflow<FirstAc> {
  yield* kernel.enter('first-generate-ac')
  const { transaction } = kernel
  const debits = requested === 'TC' && transaction.path === 'ecash'
  const signed = cda && requested !== 'AAC'
  if (requested === 'TC') yield* noWayBack()
  yield* kernel.record({ kind: 'before-first-gac', requested })
  if (debits) transaction.debited = 'maybe'
  const generated = yield* generate(kernel, 0x8c, { kind: requested, cda: signed })
  if (generated.kind === 'none') {
    if (!generated.acted) transaction.debited = 'no'
    const told = { text: say.none, reasons: generated.reasons }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceLog(generated.acted)) }
  }
  setBit(transaction.tsi, TSI.cardRiskManagement)
  transaction.debited = debits && generated.ac.kind === 'TC' ? 'yes' : 'no'
  transaction.firstAc = generated.ac
  // The card's word is durable before anything is made of it; where it is signed, the cryptogram lies in the signature.
  const { ac, good } =
    signed && generated.ac.kind !== 'AAC' ? yield* opened(kernel, generated) : unsigned(generated)
  transaction.firstAc = ac
  yield* kernel.record({ kind: 'after-first-gac' })
  yield* kernel.tell({
    text: ac.kind === 'TC' && debits ? say.debited : say.first[ac.kind],
    effect: ac.kind === 'AAC' ? 'caution' : ac.kind === 'ARQC' ? 'info' : 'ok',
    reasons: acReasons(transaction, ac)
  })
  return { kind: 'generated', ac, signatureFailed: !good }
}

interface Opened {
  readonly ac: ApplicationCryptogram
  readonly good: boolean
}

function unsigned({ ac }: Generated & { kind: 'generated' }): Opened {
  return { ac, good: true }
}

/** Opens the combined signature; its result stands in the TVR (EMV Book 2, 6.6.2). */
export function* opened(
  kernel: Kernel,
  generated: Generated & { kind: 'generated' },
  cdol2Data?: Uint8Array
): Workflow<Opened> {
  const { transaction } = kernel
  const { response, ac } = generated
  const authentication =
    response === undefined ? undefined : yield* combinedAuthentication(kernel, response, cdol2Data)
  const good = yield* conclude(kernel, 'cda', authentication)
  const value = good ? authentication?.cryptogram : undefined
  if (value === undefined) return { ac, good }
  transaction.replace(0x9f26, value)
  return { ac: { ...ac, value }, good }
}

/** The cryptogram, and what the card says of itself in it. */
export function acReasons(transaction: Transaction, ac: ApplicationCryptogram): Reason[] {
  const { iad } = ac
  const cvr = iad && readIssuerApplicationData(iad)?.cvr
  const cid = namesIn('cid', Uint8Array.of(ac.cid)).slice(1)
  return [
    reason(say.cryptogram, { tag: 0x9f26, value: ac.value, section: 'EMV Book 3, 6.5.5' }),
    ...(transaction.atc === undefined
      ? []
      : [reason(say.counter(transaction.atc), { tag: 0x9f36, value: transaction.card(0x9f36) })]),
    ...cid.map((name) => reason(name, { tag: 0x9f27, value: Uint8Array.of(ac.cid) })),
    ...(cvr === undefined ? [] : cvrReasons(cvr))
  ]
}

/** What the card found out, by its card verification results; which cryptograms it gave is said elsewhere. */
export function cvrReasons(cvr: Uint8Array): Reason[] {
  const found = Uint8Array.from(cvr)
  found[1] = (found[1] ?? 0) & 0x0f
  const names = namesIn('cvr', found).filter(({ en }) => !en.includes('GENERATE AC'))
  return names.map((name) =>
    reason(say.cardFound(name), { tag: 0x9f10, value: cvr, section: 'JR/T 0025, CVR' })
  )
}
