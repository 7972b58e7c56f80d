import { type CardPresence } from '../../services/readers/reader-driver'

/** Bits of SCARD_READERSTATE.dwEventState (PC/SC part 5, SCardGetStatusChange). */
const stateBits = {
  unknown: 0x0004,
  unavailable: 0x0008,
  present: 0x0020,
  exclusive: 0x0080,
  inUse: 0x0100,
  mute: 0x0200
} as const

/** A reader's state as the service reported it. */
export type ReaderState =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'here'
      readonly presence: CardPresence
      readonly inUse: boolean
      readonly exclusive: boolean
      /** The service's own count of insertions and removals (upper 16 bits), where it keeps one; else 0. */
      readonly events: number
    }

/** Understands a state word. A reader that is unknown or unavailable was unplugged. */
export function readerState(word: number): ReaderState {
  const has = (bit: number): boolean => (word & bit) !== 0
  if (has(stateBits.unknown) || has(stateBits.unavailable)) return { kind: 'gone' }
  const present = has(stateBits.present)
  return {
    kind: 'here',
    presence: !present ? 'empty' : has(stateBits.mute) ? 'mute' : 'present',
    // pcsc-lite sets either bit, Windows both, where another program has the card to itself.
    inUse: has(stateBits.inUse) || has(stateBits.exclusive),
    exclusive: has(stateBits.exclusive),
    events: word >>> 16
  }
}
