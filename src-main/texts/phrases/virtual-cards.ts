import type { LocalText } from '../local-text'

const KIND_NAMES: Readonly<Record<'blank' | 'ecash' | 'debit-ecash' | 'credit-ecash', LocalText>> = {
  blank: { en: 'Blank chip', zh: '空白芯片' },
  ecash: { en: 'E-cash card', zh: '纯电子现金卡' },
  'debit-ecash': { en: 'Debit + e-cash card', zh: '借记电子现金卡' },
  'credit-ecash': { en: 'Credit + e-cash card', zh: '贷记电子现金卡' }
}

/** The name of a virtual card on the shelf; `number` counts the cards of its kind from 1. */
export function virtualCardNames(kind: keyof typeof KIND_NAMES, number: number): LocalText {
  const name = KIND_NAMES[kind]
  return number === 1 ? name : { en: `${name.en} ${number}`, zh: `${name.zh} ${number}` }
}
