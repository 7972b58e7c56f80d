import type { AcKind } from '../commands/emv/generate-ac'
import { acKindOf } from '../commands/emv/generate-ac'
import { decodeTlv, findTag } from '../tlv/tlv'
import { readIssuerApplicationData } from './issuer-application-data'
import type { ApplicationCryptogram } from './transaction'

/** What the one GET PROCESSING OPTIONS of flash pay brought. */
export type FlashOptions =
  | {
      readonly kind: 'decided'
      readonly ac: ApplicationCryptogram
      /** All primitive objects of the answer, in its order. */
      readonly objects: readonly { readonly tag: number; readonly value: Uint8Array }[]
    }
  /** AIP and AFL without a cryptogram: the card wants a full debit/credit transaction, or magnetic-stripe mode. */
  | { readonly kind: 'other-mode' }
  | { readonly kind: 'malformed' }

const TAG = { cryptogram: 0x9f26, cid: 0x9f27, iad: 0x9f10, aip: 0x82, atc: 0x9f36 } as const
/** Second byte of the card verification results, bits 6 and 5: what the card decided (JR/T 0025, qPBOC). */
const DECISIONS: Readonly<Record<number, AcKind>> = { 0x00: 'AAC', 0x10: 'TC', 0x20: 'ARQC' }
const CID: Readonly<Record<AcKind, number>> = { AAC: 0x00, TC: 0x40, ARQC: 0x80 }

/** Reads the answer: a template 77 with AIP, ATC, cryptogram and issuer data (JR/T 0025, qPBOC). Never throws. */
export function readFlashOptions(data: Uint8Array): FlashOptions {
  const { nodes, problems } = decodeTlv(data)
  const [template] = nodes
  if (template === undefined || nodes.length !== 1 || problems.length > 0) return { kind: 'malformed' }
  if (template.tag === 0x80) return { kind: 'other-mode' }
  if (template.tag !== 0x77) return { kind: 'malformed' }
  const objects = (template.children ?? []).filter(({ children }) => children === undefined)
  if (new Set(objects.map(({ tag }) => tag)).size !== objects.length) return { kind: 'malformed' }
  const value = (tag: number): Uint8Array | undefined => findTag(nodes, tag)?.value
  const cryptogram = value(TAG.cryptogram)
  if (cryptogram === undefined)
    return value(TAG.aip) === undefined ? { kind: 'malformed' } : { kind: 'other-mode' }
  const iad = value(TAG.iad)
  const cvr = iad && readIssuerApplicationData(iad)?.cvr
  const kind = decisionOf(value(TAG.cid)?.[0], cvr)
  const fits = cryptogram.length === 8 && value(TAG.atc)?.length === 2 && value(TAG.aip)?.length === 2
  if (!fits || kind === undefined || iad === undefined) return { kind: 'malformed' }
  const cid = value(TAG.cid)?.[0] ?? CID[kind]
  return { kind: 'decided', ac: { kind, cid, value: cryptogram, iad }, objects }
}

/**
 * What the card verification results say, which the cryptogram covers. The CID is covered by nothing: one that says
 * something else makes the answer unusable, and one without results to hold it against too.
 */
function decisionOf(cid: number | undefined, cvr: Uint8Array | undefined): AcKind | undefined {
  const kind = cvr && DECISIONS[(cvr[1] ?? 0) & 0x30]
  return cid === undefined || acKindOf(cid) === kind ? kind : undefined
}
