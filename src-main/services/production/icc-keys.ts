import { generateRsaKey, type RsaPrivateKey } from '../../engine/crypto/rsa'

export interface KeyKind {
  readonly bits: 1024 | 1152 | 1408
  readonly exponent: 3 | 65_537
}

/** Keys for cards, some of them made ahead while there was time. They are in memory only, and gone with the program. */
export class IccKeys {
  private readonly ready = new Map<string, RsaPrivateKey[]>()

  constructor(private readonly generate: typeof generateRsaKey = generateRsaKey) {}

  /** A key that nobody has had before. */
  take({ bits, exponent }: KeyKind): RsaPrivateKey {
    return this.ready.get(nameOf({ bits, exponent }))?.pop() ?? this.generate(bits, exponent)
  }

  /** Makes keys until so many are ready, letting others run in between. Stops early when `signal` is aborted. */
  async fill(kind: KeyKind, count: number, signal?: AbortSignal): Promise<void> {
    const name = nameOf(kind)
    const keys = this.ready.get(name) ?? []
    this.ready.set(name, keys)
    while (keys.length < count && signal?.aborted !== true) {
      keys.push(this.generate(kind.bits, kind.exponent))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

function nameOf({ bits, exponent }: KeyKind): string {
  return `${bits}/${exponent}`
}
