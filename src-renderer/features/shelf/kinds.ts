import type { VirtualCardKind } from '../../../src-main/contract/views'
import type { TextKey } from '../../../src-main/texts/window/index'

interface KindWords {
  readonly tone: 'plain' | 'ecash' | 'debit' | 'credit'
  /** The account type, as it is written on the card. */
  readonly type: TextKey
  readonly create: TextKey
  readonly createDetail: TextKey
}

/** How each kind of virtual card is drawn and called. */
export const kinds: Readonly<Record<VirtualCardKind, KindWords>> = {
  'debit-ecash': {
    tone: 'debit',
    type: 'shelf.kindDebit',
    create: 'shelf.createDebit',
    createDetail: 'shelf.createDebitDetail'
  },
  'credit-ecash': {
    tone: 'credit',
    type: 'shelf.kindCredit',
    create: 'shelf.createCredit',
    createDetail: 'shelf.createCreditDetail'
  },
  ecash: {
    tone: 'ecash',
    type: 'shelf.kindEcash',
    create: 'shelf.createEcash',
    createDetail: 'shelf.createEcashDetail'
  },
  blank: {
    tone: 'plain',
    type: 'shelf.kindBlank',
    create: 'shelf.createBlank',
    createDetail: 'shelf.createBlankDetail'
  },
  'blank-embedded-se': {
    tone: 'plain',
    type: 'shelf.kindBlankSe',
    create: 'shelf.createBlankSe',
    createDetail: 'shelf.createBlankSeDetail'
  },
  'blank-nfc-sim': {
    tone: 'plain',
    type: 'shelf.kindBlankSim',
    create: 'shelf.createBlankSim',
    createDetail: 'shelf.createBlankSimDetail'
  },
  'blank-nfc-sd': {
    tone: 'plain',
    type: 'shelf.kindBlankSd',
    create: 'shelf.createBlankSd',
    createDetail: 'shelf.createBlankSdDetail'
  }
}
