import { generateRsaKeyAside, type RsaPrivateKey } from '../../engine/crypto/rsa'

export interface KeyKind {
  readonly bits: 1024 | 1152 | 1408
  readonly exponent: 3 | 65_537
}

/** Keys for cards, some of them made ahead while there was time. They are in memory only, and gone with the program. */
export class IccKeys {
  private readonly ready = new Map<string, RsaPrivateKey[]>()
  /** How many are being made. */
  private readonly underWay = new Map<string, number>()

  constructor(
    private readonly generate: (
      bits: number,
      exponent: KeyKind['exponent']
    ) => RsaPrivateKey | Promise<RsaPrivateKey> = generateRsaKeyAside
  ) {}

  /** A key that nobody has had before. */
  async take(kind: KeyKind): Promise<RsaPrivateKey> {
    return this.ready.get(nameOf(kind))?.pop() ?? this.generate(kind.bits, kind.exponent)
  }

  /** Makes keys, one after the other, until so many are ready. Stops early when `signal` is aborted. */
  async fill(kind: KeyKind, count: number, signal?: AbortSignal): Promise<void> {
    const name = nameOf(kind)
    const keys = this.ready.get(name) ?? []
    this.ready.set(name, keys)
    const making = (change: number): number => {
      const now = (this.underWay.get(name) ?? 0) + change
      this.underWay.set(name, now)
      return now
    }
    while (keys.length + making(0) < count && signal?.aborted !== true) {
      making(1)
      try {
        keys.push(await this.generate(kind.bits, kind.exponent))
      } finally {
        making(-1)
      }
    }
  }
}

function nameOf({ bits, exponent }: KeyKind): string {
  return `${bits}/${exponent}`
}
