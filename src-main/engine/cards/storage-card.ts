import { toHex } from '../bytes/hex'
import { uintBytes } from '../bytes/bytes'
import { storageCardNames, storageStandards } from '../atr/contactless-atr'
import type { CardFamily } from './card-family'

/** Memory cards without APDUs of their own (MIFARE Classic, Ultralight, FeliCa, ...), by the reader's ATR. */
export const storageCardFamily: CardFamily = {
  id: 'storage-card',
  name: { en: 'Contactless storage card', zh: '非接触存储卡' },
  probes: [],
  evidence({ storageCard }) {
    if (storageCard === undefined) return []
    const code = toHex(uintBytes(storageCard.cardName, 2))
    const name = storageCardNames[storageCard.cardName] ?? code
    const standard = storageStandards[storageCard.standard]
    return [
      {
        en: `The reader's ATR names it: ${name}${standard === undefined ? '' : ` (${standard})`}.`,
        zh: `读卡器给出的 ATR 指明：${name}${standard === undefined ? '' : `（${standard}）`}。`
      }
    ]
  }
}
