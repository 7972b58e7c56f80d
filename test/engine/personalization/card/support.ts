import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../../src-main/engine/crypto/key-ref'
import type { PersonalizationOptions } from '../../../../src-main/engine/personalization/card/options'
import { Interruption } from '../../../../src-main/engine/workflow/interruption'
import type { StaticKeys } from '../../../../src-main/engine/secure-channel/session'
import { readyMadeCard } from '../../../../src-main/virtual-card/ready-made/ready-made-cards'
import { PowerLost } from '../../../../src-main/virtual-card/memory/card-memory'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { bench, type Bench } from '../../globalplatform/support'
import { profileForTestKey } from '../support'

/** A blank virtual chip with power. */
export function blankChip(): VirtualCard {
  const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1']))
  card.powerUp('contact')
  return card
}

/** `tearAt`: the card is pulled at that command, before it acts or, with `acted`, after that. */
export function benchOf(
  card: VirtualCard,
  { tearAt, acted = false }: { readonly tearAt?: number; readonly acted?: boolean } = {}
): Bench {
  let count = 0
  return bench(
    (command) => {
      count += 1
      const answer = toHex(answered(card, command))
      if (acted && count === tearAt) throw new Interruption('card-removed')
      return answer
    },
    tearAt !== undefined && !acted ? { tearAt } : {}
  )
}

function answered(card: VirtualCard, command: string): Uint8Array {
  try {
    return card.transmit(hex(command))
  } catch (error) {
    throw error instanceof PowerLost ? new Interruption('card-removed') : error
  }
}

const keys = (value: string): StaticKeys => {
  const key = secretKey('3des', hex(value))
  return { enc: key, mac: key, dek: key }
}

export const FACTORY_KEYS = keys('404142434445464748494A4B4C4D4E4F')
/** A made-up master key for the cards of this test. */
export const OWN_KEYS = keys('7C3B9EF1208A54D66E19B0C7F28D4A15')

export function optionsFor(changes: Partial<PersonalizationOptions> = {}): PersonalizationOptions {
  return {
    chip: profileForTestKey('debit-ecash').chip,
    ...{ keys: FACTORY_KEYS, newKeys: OWN_KEYS, replace: false },
    guard: { failedAttempts: 0, confirmed: false },
    journal: { entry: 'card-1', facts: { stock: 'test' } },
    ...changes
  }
}
