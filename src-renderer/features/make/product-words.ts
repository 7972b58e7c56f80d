import type { MakeResult, ProductionView, ProfileView } from '../../../src-main/contract/production'
import type { TextKey } from '../../../src-main/texts/window/index'

/** ISO 4217 of all amounts here: the e-cash of the profiles is in yuan. */
export const CNY = 156

export const carrierWords: Readonly<Record<ProfileView['carrier'], TextKey>> = {
  card: 'make.carrierCard',
  'embedded-se': 'make.carrierEmbedded',
  'nfc-sim': 'make.carrierSim',
  'nfc-sd': 'make.carrierSd'
}

interface Words {
  readonly tone: 'success' | 'caution' | 'danger' | 'info'
  readonly text: TextKey
}

/** What came of it, before its sentence. */
export const outcomeWords: Readonly<Record<MakeResult['outcome'], Words>> = {
  made: { tone: 'success', text: 'make.outcome_made' },
  invalid: { tone: 'danger', text: 'make.outcome_invalid' },
  refused: { tone: 'danger', text: 'make.outcome_refused' },
  unfinished: { tone: 'caution', text: 'make.outcome_unfinished' },
  scrapped: { tone: 'danger', text: 'make.outcome_scrapped' },
  cancelled: { tone: 'info', text: 'make.outcome_cancelled' }
}

export const stateWords: Readonly<
  Record<
    ProductionView['state'],
    { readonly tone: 'neutral' | 'success' | 'caution'; readonly text: TextKey }
  >
> = {
  begun: { tone: 'caution', text: 'make.state_begun' },
  made: { tone: 'success', text: 'make.state_made' },
  scrapped: { tone: 'neutral', text: 'make.state_scrapped' }
}

export const documentTypes = ['00', '01', '02', '03', '04', '05'] as const
