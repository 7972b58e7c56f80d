import { cardEvidence, cardFamilyNames } from '../../texts/phrases/card-families'
import { toHex } from '../bytes/hex'
import { uintBytes } from '../bytes/bytes'
import { storageCardNames, storageStandards } from '../atr/contactless-atr'
import type { CardFamily } from './card-family'

/** Memory cards without APDUs of their own (MIFARE Classic, Ultralight, FeliCa, ...), by the reader's ATR. */
export const storageCardFamily: CardFamily = {
  id: 'storage-card',
  name: cardFamilyNames.storageCard,
  probes: [],
  evidence({ storageCard }) {
    if (storageCard === undefined) return []
    const code = toHex(uintBytes(storageCard.cardName, 2))
    const name = storageCardNames[storageCard.cardName] ?? code
    return [cardEvidence.storageCard(name, storageStandards[storageCard.standard])]
  }
}
