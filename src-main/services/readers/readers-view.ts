import type { ReadersView } from '../../contract/views'
import type { LocalText } from '../../texts/local-text'
import type { ReaderInfo, RegistrySnapshot } from './reader-registry'

/** The list of readers as the window shows it. `cardName`: what this program knows to be in a reader. */
export function readersView(
  snapshot: RegistrySnapshot,
  cardName: (reader: ReaderInfo) => LocalText | undefined
): ReadersView {
  return {
    services: snapshot.services.map(({ driver, state }) => ({ driver, state })),
    readers: snapshot.readers.map((reader) => {
      const { id, name, driver, profile, presence, inUse, atr, cardCount, contactless } = reader
      const known = cardName(reader)
      return {
        id,
        name,
        driver,
        profile: profile.name,
        presence,
        inUse,
        cardCount,
        contactless,
        ...(atr !== undefined && { atr }),
        ...(known !== undefined && presence !== 'empty' && { cardName: known })
      }
    })
  }
}
