import type { ApplicantFile, PersonalizationProfile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { applicantOf, DEFAULT_PSN } from '../../engine/personalization/applicant/applicant'
import { checkBatch } from '../../engine/personalization/applicant/check-batch'
import { checkKeys } from '../../engine/personalization/profile/check-profile'
import { batchTexts } from '../../texts/phrases/batch'
import { productionErrorTexts } from '../../texts/phrases/production-errors'
import type { ResolvedKeys } from './issuer-key-sets'
import type { ProductionLog } from './production-log'
import type { StockService } from './stock-service'

export interface BatchCheckParts {
  readonly log: Pick<ProductionLog, 'living' | 'printed' | 'ofBatch'>
  readonly stock: Pick<StockService, 'lot'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A batch that has a name: its own cards of before are no obstacle. */
export interface NamedBatch {
  readonly id: string
  readonly profile: PersonalizationProfile
  readonly applicants: readonly ApplicantFile[]
  readonly lot?: string | undefined
}

/**
 * All that is wrong with a batch: profile and keys, each applicant with the line in front (`3.name`), numbers that were
 * made before, and the stock. Rejects with `AppFailure` where there is no such stock.
 */
export async function checkBatchOrder(
  parts: BatchCheckParts,
  batch: NamedBatch,
  { personalization }: ResolvedKeys
): Promise<CheckFinding[]> {
  const { profile, applicants } = batch
  return [
    ...checkKeys(profile, personalization),
    ...checkBatch(profile, applicants.map(applicantOf), {
      today: new Date(parts.now()).toISOString().slice(0, 10),
      issuerExpiry: personalization.rsa.expiry
    }),
    ...(await checkMade(parts, batch)),
    ...(await checkStock(parts, batch))
  ]
}

interface NumberedLine {
  readonly line: number
  readonly pan: string
  readonly psn: string
}

/** Lines that bring a number of their own. */
function numbered({ applicants }: NamedBatch): NumberedLine[] {
  return applicants.flatMap(({ pan, psn = DEFAULT_PSN }, index) =>
    // What is no number is found elsewhere.
    pan !== undefined && /^\d{12,19}$/.test(pan) && /^\d{2}$/.test(psn) ? [{ line: index + 1, pan, psn }] : []
  )
}

async function checkMade({ log }: BatchCheckParts, batch: NamedBatch): Promise<CheckFinding[]> {
  const lines = numbered(batch)
  const living = await log.living(lines)
  return lines.flatMap(({ line }, index): CheckFinding[] => {
    const card = living[index]
    return card === undefined || card.batch === batch.id
      ? []
      : [failed(line, 'made-already', productionErrorTexts['card-made-already'].message)]
  })
}

async function checkStock({ log, stock }: BatchCheckParts, batch: NamedBatch): Promise<CheckFinding[]> {
  const { lot, applicants } = batch
  if (lot === undefined) return []
  const { left, kind, id } = await stock.lot(lot)
  const begun = (await log.ofBatch(batch.id)).filter(({ state }) => state !== 'scrapped')
  const wanted = applicants.length - begun.length
  const short: CheckFinding[] =
    left < wanted
      ? [
          {
            ...{ level: 'warning', code: 'stock-short', path: id },
            text: batchTexts.stockShort(left, wanted)
          }
        ]
      : []
  if (kind === 'blank') return short
  const lines = numbered(batch)
  const printed = await log.printed(
    lot,
    lines.map(({ pan }) => pan)
  )
  const good = new Set(lines.filter((_, index) => printed[index] === true).map(({ line }) => line))
  const text = productionErrorTexts['lot-number'].message
  return [
    ...short,
    ...applicants.flatMap((_, index) => (good.has(index + 1) ? [] : [failed(index + 1, 'lot-number', text)]))
  ]
}

function failed(line: number, code: string, text: CheckFinding['text']): CheckFinding {
  return { level: 'failed', code, path: `${line}.pan`, text }
}
