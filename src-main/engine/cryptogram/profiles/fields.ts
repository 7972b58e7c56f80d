import { type InputField } from './profile'

/** EMV Book 2, table 26: the terminal's data that nearly every version covers, in this order. */
export const TERMINAL_FIELDS: readonly InputField[] = [
  { tag: 0x9f02, length: 6 },
  { tag: 0x9f03, length: 6 },
  { tag: 0x9f1a, length: 2 },
  { tag: 0x95, length: 5 },
  { tag: 0x5f2a, length: 2 },
  { tag: 0x9a, length: 3 },
  { tag: 0x9c, length: 1 },
  { tag: 0x9f37, length: 4 }
]

/** What the card adds. */
export const CARD_FIELDS: readonly InputField[] = [
  { tag: 0x82, length: 2 },
  { tag: 0x9f36, length: 2 }
]
