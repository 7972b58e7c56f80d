import type { Reason } from '../../contract/payment'
import { emvPhrases as say } from '../../texts/phrases/emv'
import { type AcKind, acKindOf, generateAc } from '../commands/emv/generate-ac'
import { sha1 } from '../crypto/hash'
import { decodeDol } from '../tlv/dol'
import { decodeTlv, type TlvNode } from '../tlv/tlv'
import type { Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { reason, swReason } from './reasons'
import { dolData } from './terminal-objects'
import type { ApplicationCryptogram } from './transaction'
import { setBit, TVR } from './verification-results'

export type Generated =
  | {
      readonly kind: 'generated'
      readonly ac: ApplicationCryptogram
      /** Values that were sent. */
      readonly data: Uint8Array
      /** The whole answer; undefined where it came in format 1, which carries no signature. */
      readonly response?: Uint8Array
    }
  /** The card gave none, or something that is none; `acted`: it may have done what was asked all the same. */
  | { readonly kind: 'none'; readonly reasons: readonly Reason[]; readonly acted: boolean }

const MOST_CDOL_DATA = 255
const TC_HASH = 0x98
const TAG = { cid: 0x9f27, atc: 0x9f36, cryptogram: 0x9f26, iad: 0x9f10 } as const
/** What a card may answer to what it was asked for (EMV Book 3, 6.5.5.4). */
const ALLOWED: Readonly<Record<AcKind, readonly AcKind[]>> = {
  TC: ['TC', 'ARQC', 'AAC'],
  ARQC: ['ARQC', 'AAC'],
  AAC: ['AAC']
}

/** Asks for a cryptogram over the values of `list` (CDOL1 8C, or CDOL2 8D) and takes in what comes. */
export function* generate(
  kernel: Kernel,
  list: 0x8c | 0x8d,
  { kind, cda }: { readonly kind: AcKind; readonly cda: boolean }
): Workflow<Generated> {
  const { transaction } = kernel
  const cdol = transaction.card(list) ?? new Uint8Array(0)
  prepareTcHash(kernel, cdol)
  const dol = dolData(transaction, cdol, MOST_CDOL_DATA)
  if (dol.kind !== 'ok') {
    return { kind: 'none', reasons: [reason(say.dolProblem(dol), { tag: list })], acted: false }
  }
  transaction.freeze()
  if (list === 0x8c) transaction.cdol1Data = dol.data
  const outcome = yield* kernel.send(generateAc({ kind, cda, data: dol.data }))
  if (outcome.kind !== 'generated') {
    return { kind: 'none', reasons: [swReason(outcome.sw)], acted: mayHaveActed(outcome.sw) }
  }
  const answer = readAnswer(outcome.data)
  if (answer === undefined) {
    const reasons = [reason(say.acMalformed, { section: 'EMV Book 3, 6.5.5' })]
    return { kind: 'none', reasons, acted: true }
  }
  for (const { tag, value } of answer.objects) transaction.replace(tag, value)
  if (!ALLOWED[kind].includes(answer.ac.kind)) {
    const reasons = [
      reason(say.acNotAllowed(kind, answer.ac.kind), { tag: TAG.cid, section: 'EMV Book 3, 9.3' })
    ]
    return { kind: 'none', reasons, acted: true }
  }
  return {
    ...{ kind: 'generated', ac: answer.ac, data: dol.data },
    ...(answer.format === 2 && { response: outcome.data })
  }
}

/** 64xx, 65xx and 6Fxx: something went wrong on the way, perhaps after the card had done what was asked. */
export function mayHaveActed(sw: number): boolean {
  return [0x64, 0x65, 0x6f].includes(sw >> 8)
}

/** The hash that stands for values that only the TDOL names (EMV Book 3, 10.7, with 97 and 98). */
function prepareTcHash({ transaction }: Kernel, cdol: Uint8Array): void {
  if (!decodeDol(cdol).entries.some(({ tag }) => tag === TC_HASH)) return
  const own = transaction.card(0x97)
  if (own === undefined) setBit(transaction.tvr, TVR.defaultTdol)
  const values = dolData(transaction, own ?? transaction.terminal.defaultTdol, MOST_CDOL_DATA)
  if (values.kind === 'ok') transaction.setTerminal(TC_HASH, sha1(values.data))
}

interface AcAnswer {
  readonly format: 1 | 2
  readonly ac: ApplicationCryptogram
  readonly objects: readonly { readonly tag: number; readonly value: Uint8Array }[]
}

/** Format 1 (80): CID, ATC, cryptogram, issuer data; format 2 (77): the same as objects (EMV Book 3, 6.5.5.4). */
function readAnswer(data: Uint8Array): AcAnswer | undefined {
  const { nodes, problems } = decodeTlv(data)
  const [template] = nodes
  if (template === undefined || nodes.length !== 1 || problems.length > 0) return undefined
  const objects = template.tag === 0x80 ? plainObjects(template.value) : objectsOf(template)
  const value = (tag: number): Uint8Array | undefined => objects.find((object) => object.tag === tag)?.value
  const [cid, atc, iad] = [value(TAG.cid)?.[0], value(TAG.atc), value(TAG.iad)]
  // With a combined signature the cryptogram lies in it; until it is opened there is none.
  const cryptogram = value(TAG.cryptogram) ?? (value(0x9f4b) === undefined ? undefined : new Uint8Array(8))
  const kind = cid === undefined ? undefined : acKindOf(cid)
  if (new Set(objects.map(({ tag }) => tag)).size !== objects.length) return undefined
  if (cid === undefined || kind === undefined || atc?.length !== 2 || cryptogram?.length !== 8)
    return undefined
  if (iad !== undefined && iad.length > 32) return undefined
  const ac = { kind, cid, value: cryptogram, ...(iad !== undefined && { iad }) }
  return { format: template.tag === 0x80 ? 1 : 2, ac, objects }
}

function plainObjects(value: Uint8Array): AcAnswer['objects'] {
  return [
    { tag: TAG.cid, value: value.subarray(0, 1) },
    { tag: TAG.atc, value: value.subarray(1, 3) },
    { tag: TAG.cryptogram, value: value.subarray(3, 11) },
    ...(value.length > 11 ? [{ tag: TAG.iad, value: value.subarray(11) }] : [])
  ]
}

function objectsOf({ tag, children = [] }: TlvNode): AcAnswer['objects'] {
  return tag === 0x77 ? children.filter((node) => node.children === undefined) : []
}
