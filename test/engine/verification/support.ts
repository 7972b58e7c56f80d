import type { Field, InspectionReport } from '../../../src-main/contract/report'
import { authenticateCard, type CardAuthentication } from '../../../src-main/engine/emv/authenticate-card'
import { inspectCard } from '../../../src-main/engine/inspection/inspect-card'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import { personalizeCard } from '../../../src-main/engine/personalization/card/personalize-card'
import type { PreparedCard } from '../../../src-main/engine/personalization/prepare/prepared-card'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { benchOf, blankChip, optionsFor } from '../personalization/card/support'

export type Side = 'contact' | 'contactless'

export async function cardOf(prepared: PreparedCard): Promise<VirtualCard> {
  const card = blankChip()
  const outcome = await benchOf(card).run(personalizeCard(prepared, optionsFor()))
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  return card
}

export async function inspected(card: VirtualCard, side: Side, reveal = true): Promise<InspectionReport> {
  const again = VirtualCard.fromImage(card.toImage())
  const atr = again.powerUp(side)
  const options = { reader: 'Test reader', atr, protocol: 'T=1', interface: side, reveal } as const
  return benchOf(again).run(inspectCard({ ...options, startedAt: Date.UTC(2026, 2, 1) }))
}

export async function authenticated(card: VirtualCard, side: Side): Promise<CardAuthentication> {
  const again = VirtualCard.fromImage(card.toImage())
  again.powerUp(side)
  return benchOf(again).run(
    authenticateCard({
      ...{ terminal: terminalPreset(), interface: side },
      caKeys: (_rid, index) => testCaKeys().filter((key) => key.index === index)
    })
  )
}

/** The report with a data object's value changed wherever it stands, or taken out. */
export function altered(report: InspectionReport, tag: string, value: string | undefined): InspectionReport {
  const fields = (list: readonly Field[]): Field[] =>
    list.flatMap((field) => {
      if (field.tag === tag && value === undefined) return []
      return [
        {
          ...field,
          ...(field.tag === tag && value !== undefined && { hex: value }),
          ...(field.children !== undefined && { children: fields(field.children) })
        }
      ]
    })
  return {
    ...report,
    applications: report.applications.map((application) => ({
      ...application,
      parts: application.parts
        .map((part) => ({ ...part, fields: fields(part.fields) }))
        .filter((part) => part.fields.length > 0)
    }))
  }
}
