import type { DataFolderDesk } from '../adapters/virtual-reader/virtual-desk'
import { serveCard, VPCD_PORT, type ServedCard, type ServeOptions } from '../adapters/vpcd/serve-card'
import { AppFailure } from '../services/app-failure'
import { ReaderError } from '../services/readers/reader-driver'
import type { ShelfService } from '../services/shelf/shelf-service'
import { servingProblems } from '../texts/phrases/virtual-cards'

export type ServeCardOptions = Pick<ServeOptions, 'port' | 'side' | 'signal' | 'onState'>

/** Puts a card of the shelf into the system's PC/SC service. Rejects with `AppFailure`. */
export type ServeShelfCard = (cardId: string, options: ServeCardOptions) => Promise<ServedCard>

/** Serves cards as they lie in the data folder; every change is stored before the card answers. */
export function cardServer(shelf: ShelfService, desk: DataFolderDesk): ServeShelfCard {
  return async (cardId, options) => {
    shelf.takeOut(cardId)
    const held = desk.hold(cardId)
    if (held.kind === 'taken') {
      const { process } = held
      throw new AppFailure(
        'card-in-use',
        process === undefined ? {} : { detail: servingProblems.heldBy(process) }
      )
    }
    try {
      const served = await serveCard({
        ...options,
        card: desk.powerless(cardId),
        save: (card) => {
          desk.store(cardId, card)
          return Promise.resolve()
        }
      })
      void served.ended.catch(() => undefined).finally(() => held.release())
      return served
    } catch (error) {
      held.release()
      throw serveFailure(error, options.port ?? VPCD_PORT)
    }
  }
}

function serveFailure(error: unknown, port: number): unknown {
  if (!(error instanceof ReaderError)) return error
  return error.code === 'sharing-violation'
    ? new AppFailure('reader-occupied', { detail: servingProblems.occupied(port), cause: error })
    : new AppFailure('vpcd-unreachable', { detail: servingProblems.nothingListens(port), cause: error })
}
