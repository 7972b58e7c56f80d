import { rsaPublicKeyOf, type RsaCrtNumbers } from '../../../../engine/crypto/rsa'
import { unpadMethod2 } from '../../../../engine/crypto/padding'
import type { MemoryArea } from '../../../memory/memory-area'
import { SW } from '../../../os/status-words'
import { writeIccKey } from '../card-keys'
import { CELL } from '../pboc-cells'

/** Which number each data grouping brings (EMV CPS 1.1, annex A.6). */
const PARTS = new Map<number, keyof RsaCrtNumbers>([
  [0x8201, 'qInv'],
  [0x8202, 'dQ'],
  [0x8203, 'dP'],
  [0x8204, 'q'],
  [0x8205, 'p']
])

export function isIccKeyGrouping(id: number): boolean {
  return PARTS.has(id)
}

/**
 * Collects the five numbers of the card's RSA key; modulus and public exponent follow from them. What came is kept in the
 * card's memory, so that a run may begin anew at any time.
 */
export class IccKeyData {
  #seen = new Set<number>()

  constructor(private readonly memory: MemoryArea) {}

  begin(): void {
    this.#seen = new Set()
  }

  /** 6A80 where the five numbers of one run do not belong together. */
  store(id: number, value: Uint8Array): number {
    const part = PARTS.get(id)
    if (part === undefined || value.length === 0) return SW.wrongData
    this.#seen.add(id)
    this.memory.write(CELL.iccKey + part, value)
    // Of a key that is not complete, nothing is used.
    this.memory.remove(`${CELL.iccKey}modulus`)
    const numbers = this.#numbers()
    const publicKey = numbers && rsaPublicKeyOf(numbers)
    if (numbers !== undefined && publicKey !== undefined) {
      writeIccKey(this.memory, { ...numbers, ...publicKey })
      return SW.ok
    }
    return this.#seen.size === PARTS.size ? SW.wrongData : SW.ok
  }

  /** No number of a key is there, or the whole key. */
  get isWhole(): boolean {
    const some = [...PARTS.values()].some((part) => this.memory.has(CELL.iccKey + part))
    return !some || this.memory.has(`${CELL.iccKey}modulus`)
  }

  /** The numbers without what fills them up to whole blocks; undefined as long as one of them is missing. */
  #numbers(): RsaCrtNumbers | undefined {
    const [p, q, dP, dQ, qInv] = (['p', 'q', 'dP', 'dQ', 'qInv'] as const).map((part) =>
      this.memory.read(CELL.iccKey + part)
    )
    if (!p || !q || !dP || !dQ || !qInv) return undefined
    // A prime is odd and so never ends like padding; the others are padded where their prime is.
    const [ownP, ownQ] = [unpadMethod2(p) ?? p, unpadMethod2(q) ?? q]
    const plain = (value: Uint8Array, padded: boolean): Uint8Array =>
      padded ? (unpadMethod2(value) ?? value) : value
    return {
      p: ownP,
      q: ownQ,
      dP: plain(dP, ownP !== p),
      dQ: plain(dQ, ownQ !== q),
      qInv: plain(qInv, ownP !== p)
    }
  }
}
