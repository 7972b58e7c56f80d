import type { CardPreview, GroupingPreview } from '../../contract/preview'
import type { Money } from '../../contract/report'
import { groupingName } from '../../texts/phrases/personalization'
import { toHex } from '../bytes/hex'
import { keyLength } from '../crypto/key-ref'
import { maskPan, maskRanges, sensitiveNibbles } from '../tlv/masking'
import { decodeTlv, type TlvNode } from '../tlv/tlv'
import type { ExplainContext } from '../trace/explain/context'
import { explainLoose } from '../trace/explain/explain-data'
import type { DgiContent, PreparedApplication, PreparedCard, PreparedDgi } from './prepare/prepared-card'

/**
 * Everything that will be written, as fields and as bytes. Keys, PIN and private numbers are never in it, card numbers only
 * where `reveal`. `currency`: ISO 4217, numeric, of the amounts.
 */
export function previewOf(
  { profile, applications, record }: PreparedCard,
  { reveal, currency }: { readonly reveal: boolean; readonly currency: string }
): CardPreview {
  const money = (minor: number): Money => ({ minor, currency })
  const { pan, psn, expiry, effective, name, serviceCode, limits, pin } = record
  const shown = applications.map((application) => applicationPreview(application, { reveal, currency }))
  return {
    ...({ format: 'cardwright-preview', version: 1, profile, revealed: reveal } as const),
    pan: reveal ? pan : maskPan(pan),
    ...{ psn, expiry, effective, cardholder: name, serviceCode, pin: pin !== undefined },
    limits: {
      balance: money(limits.balance),
      transaction: money(limits.transaction),
      resetThreshold: money(limits.resetThreshold),
      cvm: money(limits.cvm)
    },
    applications: shown,
    length: shown.flatMap(({ groupings }) => groupings).reduce((sum, grouping) => sum + grouping.length, 0)
  }
}

function applicationPreview(
  { id, instance, module, privileges, parameters, groupings }: PreparedApplication,
  context: ExplainContext
): CardPreview['applications'][number] {
  const inside = { ...context, rid: toHex(instance).slice(0, 10) }
  return {
    ...{ id, aid: toHex(instance), module: toHex(module) },
    ...{ privileges: toHex(privileges), parameters: toHex(parameters) },
    groupings: groupings.map((grouping) => groupingPreview(grouping, inside))
  }
}

function groupingPreview(
  { id, content, encrypt, pad }: PreparedDgi,
  context: ExplainContext
): GroupingPreview {
  const dgi = id.toString(16).toUpperCase().padStart(4, '0')
  const length = contentLength(content)
  const about = { dgi, name: groupingName(dgi), length, enciphered: encrypt, padded: pad }
  switch (content.kind) {
    case 'secret':
      return { ...about, hex: '**'.repeat(length), fields: [] }
    case 'keys': {
      const checkValues = content.keys.map((_, index) =>
        toHex(content.checks.slice(index * 3, index * 3 + 3))
      )
      return { ...about, hex: '**'.repeat(length), checkValues, fields: [] }
    }
    case 'plain':
      return {
        ...about,
        hex: maskedContent(content.bytes, context.reveal),
        fields: explainLoose(content.bytes, context)
      }
  }
}

function contentLength(content: DgiContent): number {
  switch (content.kind) {
    case 'plain':
      return content.bytes.length
    case 'secret':
      return content.secret.length
    case 'keys':
      return content.keys.reduce((sum, key) => sum + keyLength(key), 0)
  }
}

/** Bytes as hex, with `*` for what is sensitive in their data objects unless `reveal`. */
export function maskedContent(bytes: Uint8Array, reveal: boolean): string {
  if (reveal) return toHex(bytes)
  return maskRanges(toHex(bytes), sensitiveRanges(decodeTlv(bytes).nodes))
}

function sensitiveRanges(nodes: readonly TlvNode[]): { readonly from: number; readonly to: number }[] {
  return nodes.flatMap((node) => {
    if (node.children !== undefined) return sensitiveRanges(node.children)
    const start = (node.offset + node.headerLength) * 2
    return sensitiveNibbles(node.tag, node.value).map(({ from, to }) => ({
      from: start + from,
      to: start + to
    }))
  })
}
