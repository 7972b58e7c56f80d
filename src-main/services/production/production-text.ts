import type { ProductionView, StockLotView } from '../../contract/production'
import { scrapReasons, type ScrapReason } from '../../texts/phrases/production'
import type { Production } from './production-store-port'
import { UNCOUNTED, type LotView } from './stock-service'

/** A card in production for a person. */
export function productionViewOf({
  card: _card,
  chip: _chip,
  lot,
  reason,
  openedAt,
  changedAt,
  ...rest
}: Production): ProductionView {
  return {
    ...rest,
    ...(lot !== UNCOUNTED && { lot }),
    ...(reason !== undefined && isReason(reason) && { reason: scrapReasons[reason] }),
    at: new Date(openedAt).toISOString(),
    changedAt: new Date(changedAt).toISOString()
  }
}

export function lotViewOf({ counts, at, ...lot }: LotView): StockLotView {
  return { ...lot, ...counts, at: new Date(at).toISOString() }
}

/** Whether a text is one of the reasons for scrapping a card. */
export function isReason(text: string): text is ScrapReason {
  return text in scrapReasons
}
