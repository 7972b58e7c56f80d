import { AppFailure } from '../../services/app-failure'
import type { ShelfService } from '../../services/shelf/shelf-service'
import { readerChoice } from '../../texts/cli/usage'

const PREFIX = 'virtual:'

/** The id of a card on the shelf, with or without `virtual:` before it. Throws `AppFailure` that lists the cards. */
export function knownCard(shelf: ShelfService, text: string): string {
  const id = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text
  const ids = shelf.list().map((card) => card.id)
  if (ids.includes(id)) return id
  throw new AppFailure('card-unknown', {
    detail: readerChoice.there(text, ids.map((one) => `\n  ${one}`).join(''))
  })
}
