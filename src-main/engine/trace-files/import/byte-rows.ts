/** Gathers the bytes of a dump of a known length over several rows. */
export class ByteRows {
  private digits = ''

  /** `length`: bytes that the dump says it has. `place`: the line of its heading, counted from 1. */
  constructor(
    readonly length: number,
    readonly place: number
  ) {}

  /** Takes up to `most` bytes that a row begins with; false where it begins with none, so that the dump is not whole. */
  take(row: string, most: number): boolean {
    const left = Math.min(most, this.length - this.digits.length / 2)
    const [found] = new RegExp(`^(?:[0-9A-Fa-f]{2}(?: |$)){${left}}`).exec(row) ?? []
    if (found === undefined || left === 0) return false
    this.digits += found.replaceAll(' ', '').toUpperCase()
    return true
  }

  get whole(): boolean {
    return this.digits.length === this.length * 2
  }

  /** The bytes as hexadecimal; undefined where some are missing. */
  hex(): string | undefined {
    return this.whole ? this.digits : undefined
  }
}
