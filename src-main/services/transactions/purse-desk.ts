import type { PurseView } from '../../contract/ecash'
import { type PurseOutcome, readPurse } from '../../engine/ecash/purse/read-purse'
import type { Purse } from '../../engine/ecash/purse/purse'
import { purseView } from '../../engine/ecash/views/purse-view'
import { AppFailure } from '../app-failure'
import { truncatedPan } from '../journal/truncated-pan'
import type { AccessedCard } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import { openEntryOf } from './action-result'
import { CardDesk, NOBODY } from './card-desk'
import { COUNTER, counterTerminal } from './counter-terminal'
import type { TransactionParts } from './transaction-parts'

/** Reads the e-cash of a card, and shows it with what journal and issuer say of it. */
export class PurseDesk {
  constructor(private readonly parts: TransactionParts) {}

  /** Rejects with `AppFailure` where there is none, or the card goes away. */
  async show(reader: string, card: AccessedCard, signal?: AbortSignal): Promise<PurseView> {
    try {
      const says = await this.read(card, signal)
      switch (says.kind) {
        case 'purse':
          return await this.view(reader, card, says.purse)
        case 'card-blocked':
          throw new AppFailure('card-blocked')
        case 'unreadable':
          throw new AppFailure('purse-unreadable')
        case 'no-purse':
          throw new AppFailure('no-purse')
      }
    } catch (error) {
      throw cardFailure(error)
    }
  }

  /** The e-cash as it is now; undefined where the card does not tell it any more. There is nothing left to stop. */
  async lookAgain(card: AccessedCard): Promise<Purse | undefined> {
    try {
      const says = await this.read(card)
      return says.kind === 'purse' ? says.purse : undefined
    } catch (error) {
      if (cardFailure(error) === error) throw error
      return undefined
    }
  }

  async view(reader: string, card: AccessedCard, purse: Purse): Promise<PurseView> {
    const { references, desk, journal } = this.parts
    const ref = references.reference(purse.pan, purse.psn)
    const issuer = await desk.cardView(ref)
    return purseView(purse, {
      reader,
      contactless: card.contactless,
      truncated: truncatedPan,
      open: (await journal.open(ref)).map(openEntryOf),
      ...(issuer !== undefined && { issuer })
    })
  }

  private read(card: AccessedCard, signal?: AbortSignal): Promise<PurseOutcome> {
    const desk = new CardDesk(this.parts, card, { ...NOBODY, ...(signal !== undefined && { signal }) })
    const terminal = counterTerminal(this.parts.terminal(COUNTER))
    const side = card.contactless ? 'contactless' : 'contact'
    return desk.run(readPurse({ terminal, interface: side, logs: true }))
  }
}
