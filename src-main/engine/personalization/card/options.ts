import type { PersonalizationProfile } from '../../../contract/personalization'
import type { AttemptGuard } from '../../globalplatform/open-outcome'
import type { StaticKeys } from '../../secure-channel/session'
import type { JournalFacts } from '../../workflow/journal'

export interface PersonalizationOptions {
  readonly chip: PersonalizationProfile['chip']
  /** Keys of the security domain as the card comes, before diversification. */
  readonly keys: StaticKeys
  /** Those that it gets, before diversification; needed where the profile replaces keys. */
  readonly newKeys?: StaticKeys
  readonly guard: AttemptGuard
  /** Instances that are on the card already may be deleted: a card that was torn, or that is to be made anew. */
  readonly replace: boolean
  readonly journal: {
    /** Names the making of this card in the journal. */
    readonly entry: string
    /** Written with the first step: which stock, which number (masked), which batch. */
    readonly facts: JournalFacts
  }
}
