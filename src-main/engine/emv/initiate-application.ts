import { emvPhrases as say } from '../../texts/phrases/emv'
import { concat } from '../bytes/bytes'
import { getProcessingOptions } from '../commands/emv/get-processing-options'
import { decodeTlv, findTag } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import type { Ending, Kernel } from './kernel'
import { money, reason, swReason } from './reasons'
import { isOnlineOnly } from './terminal-configuration'
import { dolData } from './terminal-objects'
import { isSale } from './transaction-type'

/** A GET PROCESSING OPTIONS of more data than this does not fit (template 83 with a long length). */
export const MOST_PDOL_DATA = 252

export type Initiation =
  /** AIP and AFL are known. */
  | { readonly kind: 'initiated' }
  /** 6985: the card wants another application (EMV Book 3, 10.1). */
  | { readonly kind: 'refused'; readonly sw: number }
  | { readonly kind: 'ended'; readonly ending: Ending }

/**
 * Initiate application processing (EMV Book 3, 10.1): tells the card what its PDOL asks for, and learns what it supports
 * and where its data lie. E-cash is offered by 9F7A where the terminal's rules allow it (JR/T 0025, e-cash).
 */
export function* initiateApplication(kernel: Kernel): Workflow<Initiation> {
  yield* kernel.enter('initiate-application')
  const { transaction } = kernel
  yield* offerEcash(kernel)
  const pdol = dolData(transaction, transaction.card(0x9f38) ?? new Uint8Array(0), MOST_PDOL_DATA)
  if (pdol.kind !== 'ok') {
    const told = { text: say.dolUnusable('PDOL'), reasons: [reason(say.dolProblem(pdol), { tag: 0x9f38 })] }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceOtherCard) }
  }
  transaction.pdolData = pdol.data
  yield* kernel.record({ kind: 'before-processing-options' })
  const outcome = yield* kernel.send(getProcessingOptions(pdol.data))
  if (outcome.kind === 'refused') return { kind: 'refused', sw: outcome.sw }
  if (outcome.kind !== 'options') {
    const told = { text: say.gpoFailed, reasons: [swReason(outcome.sw)] }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceOtherCard) }
  }
  const options = readProcessingOptions(outcome.data)
  if (options === undefined) {
    const told = { text: say.gpoMalformed, reasons: [reason(say.gpoForm, { section: 'EMV Book 3, 6.5.8' })] }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceOtherCard) }
  }
  transaction.replace(0x82, options.aip)
  transaction.replace(0x94, options.afl)
  yield* kernel.tell({
    text: say.initiated,
    effect: 'info',
    reasons: [reason(say.aip, { tag: 0x82, value: options.aip, section: 'EMV Book 3, 10.1' })]
  })
  return { kind: 'initiated' }
}

/** 9F7A, and why (JR/T 0025, e-cash: what the terminal checks first). */
function* offerEcash(kernel: Kernel): Workflow<void> {
  const { transaction } = kernel
  const { terminal, request } = transaction
  const limit = isOnlineOnly(terminal) ? undefined : terminal.limits.ecash
  if (request.ecash === 'never' || request.forceOnline === true || !isSale(request.type)) return
  const below = limit !== undefined && request.amount < limit
  transaction.setTerminal(0x9f7a, Uint8Array.of(below ? 1 : 0))
  const section = 'JR/T 0025, e-cash'
  const reasons =
    limit === undefined
      ? [reason(say.noEcashTerminal, { tag: 0x9f7a, section })]
      : [reason(say.ecashLimit(money(limit - 1, terminal.currency)), { tag: 0x9f7b, section })]
  yield* kernel.tell({ text: below ? say.ecashOffered : say.ecashNotOffered, effect: 'info', reasons })
}

export interface ProcessingOptions {
  /** 2 bytes. */
  readonly aip: Uint8Array
  readonly afl: Uint8Array
}

/** Format 1 is a primitive 80 of AIP and AFL, format 2 a template 77 (EMV Book 3, 6.5.8.4). Undefined for neither. */
function readProcessingOptions(data: Uint8Array): ProcessingOptions | undefined {
  const { nodes, problems } = decodeTlv(data)
  const [template] = nodes
  if (template === undefined || nodes.length !== 1 || problems.length > 0) return undefined
  const value =
    template.tag === 0x80
      ? template.value
      : template.tag === 0x77
        ? concat(findTag(nodes, 0x82)?.value ?? EMPTY, findTag(nodes, 0x94)?.value ?? EMPTY)
        : EMPTY
  if (value.length < 2 || (template.tag === 0x77 && findTag(nodes, 0x82)?.value.length !== 2))
    return undefined
  return { aip: value.subarray(0, 2), afl: value.subarray(2) }
}

const EMPTY = new Uint8Array(0)
