import { concat } from '../../engine/bytes/bytes'
import { sha256 } from '../../engine/crypto/hash'
import type { MemoryArea } from '../memory/memory-area'
import type { CardContent } from '../os/card-content'

/** Cell with the state of an instance's random number generator, 32 bytes. */
export const RANDOM_STATE = 'random'

/** Gives a new instance a state of its own, out of that of the issuer's domain. */
export function seedRandom(memory: MemoryArea, content: CardContent, aid: Uint8Array): void {
  const issuer = content.registry.issuerDomain?.aid ?? aid
  memory.write(RANDOM_STATE, sha256(nextRandom(content.area(issuer)), aid))
}

/**
 * 32 bytes that no one outside the card can foretell: a hash chain whose state lies in the card's memory, as the virtual
 * card has no other source and behaves the same each time it is made.
 */
export function nextRandom(memory: MemoryArea): Uint8Array {
  const state = memory.read(RANDOM_STATE) ?? new Uint8Array(32)
  memory.write(RANDOM_STATE, sha256(Uint8Array.of(0x01), state))
  return sha256(concat(Uint8Array.of(0x02), state))
}
